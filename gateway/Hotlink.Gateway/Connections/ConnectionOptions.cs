namespace Hotlink.Gateway.Connections;

/// <summary>What one connection may hold, and how long it may stand still. Section <c>Connections</c> of the configuration.</summary>
public sealed class ConnectionOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Connections";

    /// <summary>The largest message in either direction. Default 8 MiB; a larger one closes the connection with 1009.</summary>
    public int MaxMessageBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>How many bytes of one session may be queued for a socket. Default 3 MiB.</summary>
    public long SessionQueueBytes { get; set; } = 3 * 1024 * 1024;

    /// <summary>How many bytes of one session may be queued from a socket before it is read no further. Default 1 MiB.</summary>
    public long SessionInboxBytes { get; set; } = 1024 * 1024;

    /// <summary>How many bytes may be queued for or from a socket. Default 16 MiB.</summary>
    public long ConnectionQueueBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How many sessions one connection may hold open as their sender. Default 1,024.</summary>
    public int SessionCount { get; set; } = 1024;

    /// <summary>How many sessions a connection may open in a second. Default 200.</summary>
    public int OpensPerSecond { get; set; } = 200;

    /// <summary>How many connections the node takes. Default 65,536; further ones are answered with 503.</summary>
    public int MaxConnectionCount { get; set; } = 65536;

    /// <summary>How many connections one user may have on the node. Default 16,384; further ones are answered with 503.</summary>
    public int UserConnectionCount { get; set; } = 16384;

    /// <summary>How many bytes the node may queue. Beyond them new connections and sessions are refused; running ones go on. Default: half
    /// of the memory that the process may use.</summary>
    public long NodeQueueBytes { get; set; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>The largest signal. Default 256 KiB.</summary>
    public int MaxSignalBytes { get; set; } = 256 * 1024;

    /// <summary>How many undecodable frames in a row end the connection with 1007. Default 32.</summary>
    public int UndecodableCount { get; set; } = 32;

    /// <summary>How often the peer is asked for a sign of life. Default 15 s.</summary>
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the peer may take to give it. Default 5 s.</summary>
    public TimeSpan PingTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a peer may take that named no version at the handshake, while it is at work on frames and its machine acknowledges what is
    /// sent; and how long its socket may take nothing. Default 5 min: SyftBox's Rust daemon names none, and reads nothing while it waits for
    /// a local application. Only Linux tells of acknowledgements.
    /// </summary>
    public TimeSpan VersionlessPingTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a receiver may take nothing before it loses its sessions. Default 30 s; after twice that it loses its connection,
    /// too, where it named a version.</summary>
    public TimeSpan SlowReceiverTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a node that is stopped waits, no longer ready, before it tells its peers to move. Default none.</summary>
    public TimeSpan DrainDelay { get; set; } = TimeSpan.Zero;

    /// <summary>Over how long a node that is stopped tells its peers to move, so that they don't come back all at once. Default 3 s.</summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the peer may take to answer a close. Default 5 s.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
