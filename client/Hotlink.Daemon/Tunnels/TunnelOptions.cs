using System.Net;
using Hotlink.Daemon.Telemetry;

namespace Hotlink.Daemon.Tunnels;

/// <summary>How tunnels listen and what they hold. Immutable.</summary>
public sealed record TunnelOptions
{
    /// <summary>The smallest <see cref="ChunkBytes"/>.</summary>
    public const int MinChunkBytes = 4096;

    /// <summary>The largest <see cref="ChunkBytes"/>.</summary>
    public const int MaxChunkBytes = 256 * 1024;

    /// <summary>The most connections that may wait for one tunnel; further ones are reset.</summary>
    public const int MaxWaiting = 32;

    /// <summary>The largest <see cref="ConnectionCount"/>.</summary>
    public const int MaxConnectionCount = 500;

    /// <summary>Where applications connect to (<c>SYFTBOX_HOTLINK_TCP_PROXY_ADDR</c>). Default: 127.0.0.1.</summary>
    public IPAddress BindAddress { get; init; } = IPAddress.Loopback;

    /// <summary>
    /// The most bytes that are taken from an application at once (<c>SYFTBOX_HOTLINK_TCP_PROXY_CHUNK_SIZE</c>). Default 60 KiB. Brought
    /// into 4 KiB to 256 KiB.
    /// </summary>
    public int ChunkBytes { get => field; init => field = Math.Clamp(value, MinChunkBytes, MaxChunkBytes); } = 60 * 1024;

    /// <summary>How long bytes wait for an application that has not connected; then their stream fails. Default 60 s.</summary>
    public TimeSpan HoldTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many bytes wait for an application that has not connected, at most; then their stream fails. Default 1 MiB.</summary>
    public int HoldBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// How long a connection has to be there before bytes of the peer are committed to it, if it has said nothing itself: it may be a
    /// probe that is about to leave. Default 250 ms.
    /// </summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How long a connection that has ended its sending may stand still before one that waits takes over. Default 10 s.
    /// </summary>
    public TimeSpan TakeOverTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a connection keeps its end of sending back until it knows the peer's connection, so that the peer can see whether both were
    /// joined with each other. Default 2 s.
    /// </summary>
    public TimeSpan JoinTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a connection that has ended its sending waits for the peer's first word; then it fails. Default 2 min.</summary>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How many connections a forward or an exposed service has at once (docs/tunnels.md); further ones are reset. Each takes two of the
    /// 1,024 sessions that a relay allows. Default 256. Brought into 1 to 500.
    /// </summary>
    public int ConnectionCount { get => field; init => field = Math.Clamp(value, 1, MaxConnectionCount); } = 256;

    /// <summary>How long an exposed service may take to accept a connection. Default 10 s.</summary>
    public TimeSpan DialTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Hears what happens to tunnels. Called on any thread: it has to be quick and must not throw. Default: nobody.</summary>
    public Action<TunnelEvent>? OnEvent { get; init; }

    /// <summary>What measures how long pieces take; null where nobody wants to know.</summary>
    internal TransferMeters? Transfers { get; init; }

    /// <summary>Reads an address as it stands in <c>SYFTBOX_HOTLINK_TCP_PROXY_ADDR</c>: IPv4 or IPv6, brackets allowed, a port is ignored.</summary>
    /// <exception cref="FormatException">It is no address.</exception>
    public static IPAddress ParseAddress(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        return IPAddress.TryParse(trimmed, out var address) ? address
            : IPEndPoint.TryParse(trimmed, out var endPoint) ? endPoint.Address
            : throw new FormatException("The address to bind to is neither IPv4 nor IPv6.");
    }
}
