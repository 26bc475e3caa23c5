namespace Hotlink.Client.Streams;

/// <summary>How long the parts of a stream wait, and how much they keep. The values of reliable-streams, section 4, unless configured.</summary>
internal sealed record StreamLimits
{
    /// <summary>What a sender may send before it is welcomed.</summary>
    public const int InitialCredit = 128 * 1024;

    /// <summary>The farthest that a limit may be ahead.</summary>
    public const long MaxCredit = 1L << 30;

    /// <summary>How far ahead of a gap frames are held.</summary>
    public const int MaxAhead = 16_384;

    /// <summary>How often a hello is repeated.</summary>
    public static readonly TimeSpan HelloInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a resumed session may go without a welcome.</summary>
    public static readonly TimeSpan ResumeGreeting = TimeSpan.FromSeconds(10);

    /// <summary>How long one session of several attempts waits for an accept.</summary>
    public static readonly TimeSpan AttemptWait = TimeSpan.FromSeconds(10);

    /// <summary>How long a receiver waits for any word.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    /// <summary>How long a sender that has given a stream up waits for its receiver to answer, in one session.</summary>
    public static readonly TimeSpan AnswerWait = TimeSpan.FromSeconds(3);

    /// <summary>How long a plain sender waits before it closes: the close may overtake.</summary>
    public static readonly TimeSpan PlainLinger = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The least time between two frames for a Go client's TCP application: far more than such a client takes for one, less than a round trip.
    /// </summary>
    public static readonly TimeSpan TcpFrameGap = TimeSpan.FromMicroseconds(300);

    /// <summary>The window in bytes.</summary>
    public int WindowBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The longest frame of a byte stream.</summary>
    public int ChunkBytes { get; init; } = 128 * 1024;

    /// <summary>The least time between two frames, until the receiver is known to put them into their order.</summary>
    public TimeSpan FrameGap { get; init; }

    /// <summary>How long an open waits for an accept, over all attempts.</summary>
    public TimeSpan AcceptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a sender waits for a welcome before it takes its receiver for a plain one.</summary>
    public TimeSpan GreetingTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a stream waits for its peer to come back.</summary>
    public TimeSpan ResumeWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a receiver waits for the sender of a session that it lost before any greeting: nobody can tell it that none will come.</summary>
    public TimeSpan UngreetedWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a plain stream waits for a missing frame.</summary>
    public TimeSpan GapTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
