namespace Hotlink.Grains.Abstractions.Connections;

/// <summary>What became of a delivery.</summary>
#if ORLEANS
[GenerateSerializer, Alias("hotlink.DeliveryResult")]
#endif
public enum DeliveryResult : byte
{
    /// <summary>The socket's queue has taken everything.</summary>
    Taken,

    /// <summary>The connection is gone.</summary>
    Gone,

    /// <summary>The connection made no progress for too long; nothing more of this session is taken.</summary>
    TooSlow,

    /// <summary>A message doesn't fit into a frame of the connection's encoding.</summary>
    TooLarge,

    /// <summary>The node that held the connection is gone.</summary>
    NodeLost,

    /// <summary>The connection is ending. Its node says so for each of its sessions, behind everything that the peer has said.</summary>
    Leaving,

    /// <summary>The call failed: nobody knows whether it came.</summary>
    Unreachable,
}
