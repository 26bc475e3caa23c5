namespace Hotlink.Devstack.Watching;

/// <summary>Why nothing moves, the surest evidence first.</summary>
internal enum StallCause
{
    /// <summary>A daemon is gone.</summary>
    DaemonGone,

    /// <summary>A stop signal holds the daemon.</summary>
    DaemonFrozen,

    /// <summary>A stop signal holds a program.</summary>
    WorkloadFrozen,

    /// <summary>A daemon writes no counters any more though its process is there.</summary>
    DaemonSilent,

    /// <summary>A daemon has no connection to the relay.</summary>
    LinkDown,

    /// <summary>The daemon's own word: the program of the party takes nothing.</summary>
    ApplicationSlow,

    /// <summary>Another party's daemon waits for this one to answer or to read.</summary>
    AccusedByPeer,

    /// <summary>A party has no program running, and others wait.</summary>
    NoWorkload,

    /// <summary>No program is connected to a tunnel that others wait on.</summary>
    TunnelUnused,

    /// <summary>Nothing stands out.</summary>
    Unknown,
}
