namespace Hotlink.Client.Streams;

/// <summary>Where a sender stands (reliable-streams, section 5).</summary>
internal enum SendPhase
{
    /// <summary>There is no session: one is to be opened.</summary>
    Suspended,

    /// <summary>A session was opened and nobody has accepted.</summary>
    Opening,

    /// <summary>Somebody accepted and has not said whether it knows reliable streams.</summary>
    Greeting,

    /// <summary>Acknowledged end to end.</summary>
    Streaming,

    /// <summary>The receiver knows no reliable streams.</summary>
    Plain,

    /// <summary>Over.</summary>
    Ended,
}
