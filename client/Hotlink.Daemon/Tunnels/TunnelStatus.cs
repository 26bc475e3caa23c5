using Hotlink.Client;

namespace Hotlink.Daemon.Tunnels;

/// <summary>A tunnel at one moment.</summary>
public sealed record TunnelStatus
{
    /// <summary>What it is to do.</summary>
    public required TunnelSpec Spec { get; init; }

    /// <summary>How it stands.</summary>
    public required TunnelState State { get; init; }

    /// <summary>The port that it listens on; the one it is to listen on, while it doesn't.</summary>
    public required int Port { get; init; }

    /// <summary>Whether a connection is joined with the peer now.</summary>
    public required bool IsActive { get; init; }

    /// <summary>How many connections wait their turn.</summary>
    public required int Waiting { get; init; }

    /// <summary>How many connections were joined with the peer, the one of now included.</summary>
    public required long Runs { get; init; }

    /// <summary>How many connections left without a byte.</summary>
    public required long Probes { get; init; }

    /// <summary>Bytes from the application to the peer.</summary>
    public required long BytesSent { get; init; }

    /// <summary>Bytes from the peer to the application.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>Pieces from the application: one for each read.</summary>
    public required long PiecesSent { get; init; }

    /// <summary>Pieces to the application: one for each write.</summary>
    public required long PiecesReceived { get; init; }

    /// <summary>Bytes of the peer that wait for an application to connect.</summary>
    public required long HeldBytes { get; init; }

    /// <summary>How often bytes came and no application was there: <c>tcp_writer_not_ready</c>.</summary>
    public required long NotReady { get; init; }

    /// <summary>Frames that waited for an application and then got there: <c>tcp_frame_buffered</c>.</summary>
    public required long FramesBuffered { get; init; }

    /// <summary>Frames that waited for an application in vain: <c>tcp_frame_dropped_timeout</c>.</summary>
    public required long FramesDropped { get; init; }

    /// <summary>The last thing that went wrong; empty where nothing has.</summary>
    public required string LastError { get; init; }

    /// <summary>To whom the stream goes that is sent on now; null where there is none. Only this user may accept it.</summary>
    public string? SendsTo { get; init; }

    /// <summary>Who sends the stream that is received now, as the relay attests it; null where there is none.</summary>
    public string? ReceivesFrom { get; init; }

    /// <summary>How the stream fares that is sent on now.</summary>
    public HotlinkStatistics? Sending { get; init; }

    /// <summary>How the stream fares that is received now.</summary>
    public HotlinkStatistics? Receiving { get; init; }
}
