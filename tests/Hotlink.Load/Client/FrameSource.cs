namespace Hotlink.Load.Client;

/// <summary>Writes frames when its connection can send, as many as it has: nothing waits in a queue but the source itself.</summary>
internal abstract class FrameSource
{
    /// <summary>Whether it stands in an outbox. Guarded by that outbox's lock.</summary>
    internal bool IsQueued { get; set; }

    /// <summary>Writes what it has and what fits. Called by one writer at a time.</summary>
    /// <returns>Whether there is more.</returns>
    public abstract bool Fill(SendBuffer buffer);
}
