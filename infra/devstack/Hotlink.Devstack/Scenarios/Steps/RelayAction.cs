namespace Hotlink.Devstack.Scenarios.Steps;

/// <summary>What can be done to a node of the relay.</summary>
internal enum RelayAction
{
    /// <summary>Ends it at once, without a word to anybody.</summary>
    Kill,

    /// <summary>Asks it to end, as a deployment does, and waits for that.</summary>
    Drain,

    /// <summary>Starts it, on the port that it had.</summary>
    Start,

    /// <summary>Kills it and starts it again.</summary>
    Restart,
}
