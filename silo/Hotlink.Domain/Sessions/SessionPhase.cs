namespace Hotlink.Domain.Sessions;

/// <summary>Where a session stands. It only ever moves towards <see cref="Closed"/>; waiting and announced may alternate.</summary>
public enum SessionPhase : byte
{
    /// <summary>Nobody who may read the path is online.</summary>
    Waiting,

    /// <summary>Readers were told of the open; none has accepted.</summary>
    Announced,

    /// <summary>At least one reader has accepted.</summary>
    Live,

    /// <summary>Over. Everybody concerned has been told.</summary>
    Closed,
}
