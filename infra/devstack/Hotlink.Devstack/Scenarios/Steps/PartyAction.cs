namespace Hotlink.Devstack.Scenarios.Steps;

/// <summary>What can be done to a party.</summary>
internal enum PartyAction
{
    /// <summary>Stops its daemon and programs as they stand.</summary>
    Freeze,

    /// <summary>Lets them go on.</summary>
    Thaw,

    /// <summary>Cuts its link to the relay.</summary>
    Cut,

    /// <summary>Lets the link stand and moves nothing on it.</summary>
    Hold,

    /// <summary>Mends a link that was cut or held.</summary>
    Mend,

    /// <summary>Starts its daemon.</summary>
    Start,

    /// <summary>Kills its daemon.</summary>
    Kill,
}
