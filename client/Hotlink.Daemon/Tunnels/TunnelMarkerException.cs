namespace Hotlink.Daemon.Tunnels;

/// <summary>A <c>stream.tcp</c> marker, or a tunnel asked for by hand, is not usable. The message says why and holds no content.</summary>
public sealed class TunnelMarkerException(TunnelMarkerFault fault, string message) : IOException(message)
{
    /// <summary>What is wrong.</summary>
    public TunnelMarkerFault Fault { get; } = fault;
}
