namespace Hotlink.Devstack.Processes;

/// <summary>Who ended a process.</summary>
internal enum EndedBy
{
    /// <summary>It returned by itself, whatever its code.</summary>
    Itself,

    /// <summary>It broke: a fault or an abort in its own code.</summary>
    Crash,

    /// <summary>The devstack asked it to end, or killed it.</summary>
    Devstack,

    /// <summary>The kernel, for want of memory.</summary>
    OutOfMemory,

    /// <summary>A signal from somebody else.</summary>
    Unknown,
}
