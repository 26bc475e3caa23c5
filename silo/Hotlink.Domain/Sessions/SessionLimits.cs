namespace Hotlink.Domain.Sessions;

/// <summary>How long and how much a session may wait for its readers.</summary>
public sealed record SessionLimits
{
    /// <summary>The limits where nothing else is configured.</summary>
    public static SessionLimits Default { get; } = new();

    /// <summary>How long an open waits while nobody who may read is online. Default 30 s.</summary>
    public TimeSpan OpenWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long frames are held for a session that nobody has accepted. Default 30 s.</summary>
    public TimeSpan HoldTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes of frames are held for a session that nobody has accepted. Default 1 MiB.</summary>
    public long HoldBytes { get; init; } = 1024 * 1024;

    /// <summary>How many connections may accept one session. Default 1,024.</summary>
    public int ReceiverCount { get; init; } = 1024;
}
