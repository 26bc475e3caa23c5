namespace Hotlink.Client;

/// <summary>Where a stream stands.</summary>
public enum HotlinkStreamState
{
    /// <summary>It waits for somebody to accept.</summary>
    Opening,

    /// <summary>It has a session that was accepted.</summary>
    Open,

    /// <summary>It lost its session, and waits to go on in another.</summary>
    Suspended,

    /// <summary>It is over.</summary>
    Ended,
}
