namespace Hotlink.Domain.Sessions;

/// <summary>What a session has only while somebody may still accept it: most are live for far longer.</summary>
internal sealed class SessionPending
{
    /// <summary>Who was told of the open and has not answered. There are many sessions of one reader: room for that one.</summary>
    public List<Peer> Announced { get; } = new(1);

    /// <summary>Until when a reader has to come online.</summary>
    public TimeSpan? OpenDeadline { get; set; }

    /// <summary>Until when somebody has to accept what is held.</summary>
    public TimeSpan? HoldDeadline { get; set; }

    /// <summary>Bytes held until somebody accepts.</summary>
    public long HeldBytes { get; set; }
}
