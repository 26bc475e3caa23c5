namespace Hotlink.Client.Streams;

/// <summary>Where a receiver stands (reliable-streams, section 6).</summary>
internal enum ReceivePhase
{
    /// <summary>Accepted; the sender will greet.</summary>
    Waiting,

    /// <summary>Acknowledged end to end.</summary>
    Streaming,

    /// <summary>Nobody greets.</summary>
    Plain,

    /// <summary>There is no session: the sender has to open one.</summary>
    Suspended,

    /// <summary>Over. What has come can still be read.</summary>
    Ended,
}
