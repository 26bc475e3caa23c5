namespace Hotlink.Daemon.Tunnels.Forwarding;

/// <summary>A forward or an exposed service at one moment.</summary>
public sealed record ForwardStatus
{
    /// <summary>What it is to do.</summary>
    public required TunnelSpec Spec { get; init; }

    /// <summary>How many connections it has now.</summary>
    public required int Connections { get; init; }

    /// <summary>How many connections were joined with the peer's so far.</summary>
    public required long Runs { get; init; }

    /// <summary>Bytes from the local connections to the peer.</summary>
    public required long BytesSent { get; init; }

    /// <summary>Bytes from the peer to the local connections.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>The last thing that went wrong; empty where nothing has.</summary>
    public required string LastError { get; init; }
}
