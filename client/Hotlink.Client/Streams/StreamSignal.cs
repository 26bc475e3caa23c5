namespace Hotlink.Client.Streams;

/// <summary>One signal of a reliable stream. Which properties mean something depends on the kind (reliable-streams, section 3).</summary>
internal readonly record struct StreamSignal(StreamSignalKind Kind)
{
    /// <summary>The stream key in a hello, the receiver key in what a receiver sends and in a taken, either or "-" in a reset.</summary>
    public string Key { get; init; } = "";

    /// <summary>The session's place among the sessions of the stream, from 1.</summary>
    public long Generation { get; init; }

    /// <summary>Floor, base, offset or end.</summary>
    public long Offset { get; init; }

    /// <summary>The credit.</summary>
    public long Limit { get; init; }

    /// <summary>The most that the end keeps.</summary>
    public long Window { get; init; }

    /// <summary>What the stream carries.</summary>
    public HotlinkFraming Framing { get; init; }

    /// <summary>Up to which frame all have come.</summary>
    public long Seq { get; init; }

    /// <summary>The highest frame that came.</summary>
    public long High { get; init; }

    /// <summary>The number of a probe.</summary>
    public long Probe { get; init; }

    /// <summary>Frames that have not come.</summary>
    public SeqRange[] Missing { get; init; } = [];

    /// <summary>Why a reset.</summary>
    public ResetCode Code { get; init; }

    /// <summary>Words for people in a reset.</summary>
    public string Text { get; init; } = "";

    /// <summary>The sender's words for the receiving application: the label in a hello, the trailer in a fin.</summary>
    public string Label { get; init; } = "";
}
