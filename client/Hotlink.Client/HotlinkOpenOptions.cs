namespace Hotlink.Client;

/// <summary>How to open a session for sending.</summary>
public sealed record HotlinkOpenOptions
{
    /// <summary>The path, one's own datasite first: canonical, at most 1,024 bytes.</summary>
    public required string Path { get; init; }

    /// <summary>The only user meant, or null for everybody who may read the path.</summary>
    public string? To { get; init; }

    /// <summary>What it carries. Default <see cref="HotlinkFraming.Bytes"/>.</summary>
    public HotlinkFraming Framing { get; init; }

    /// <summary>
    /// Whether to greet the receiver and send a reliable stream. Default true. False sends plain frames, to any number of receivers;
    /// without <see cref="To"/>, true binds the stream to the first receiver that answers the greeting.
    /// </summary>
    public bool Reliable { get; init; } = true;

    /// <summary>
    /// Words for the receiving application, known to it before the first byte: at most 256 visible ASCII characters, no spaces. They travel
    /// with every greeting, so that no lost connection takes them along; plain streams have none. Default: none.
    /// </summary>
    public string Label { get; init; } = "";

    /// <summary>How long to wait for somebody to accept, reconnects included. Default: <see cref="HotlinkClientOptions.AcceptTimeout"/>.</summary>
    public TimeSpan? AcceptTimeout { get; init; }
}
