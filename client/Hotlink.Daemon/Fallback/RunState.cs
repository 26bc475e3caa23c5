namespace Hotlink.Daemon.Fallback;

/// <summary>How far one run of messages has come.</summary>
internal sealed class RunState
{
    /// <summary>Messages 1 to this one are the application's.</summary>
    public long Delivered { get; set; }

    /// <summary>From this one on, nothing of the link is taken any more.</summary>
    public long Fence { get; set; } = long.MaxValue;

    /// <summary>Whether a link that brings it is being read.</summary>
    public bool IsLinked { get; set; }

    /// <summary>Whether its sender goes on in another run.</summary>
    public bool IsClosed { get; set; }
}
