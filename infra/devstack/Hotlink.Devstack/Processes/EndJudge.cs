namespace Hotlink.Devstack.Processes;

/// <summary>Says who ended a process, from what is known.</summary>
internal static class EndJudge
{
    public static EndedBy Judge(Signal signal, IReadOnlyCollection<Signal> sentByUs, bool kernelKilledIt) => signal switch
    {
        // One that was asked to end may well do so in good order.
        Signal.None => sentByUs.Any(sent => sent is Signal.Terminate or Signal.Interrupt or Signal.Kill) ? EndedBy.Devstack : EndedBy.Itself,
        _ when sentByUs.Contains(signal) => EndedBy.Devstack,
        Signal.Kill when kernelKilledIt => EndedBy.OutOfMemory,
        Signal.Abort or Signal.Segmentation or Signal.Bus or Signal.IllegalInstruction or Signal.FloatingPoint => EndedBy.Crash,
        _ => EndedBy.Unknown,
    };

    /// <summary>The same in words.</summary>
    public static string ToText(this EndedBy by) => by switch
    {
        EndedBy.Itself => "it returned by itself",
        EndedBy.Crash => "its own code broke",
        EndedBy.Devstack => "the devstack ended it",
        EndedBy.OutOfMemory => "the kernel killed it for want of memory",
        _ => "neither the devstack nor, as far as can be read, the kernel sent the signal: somebody or something else did",
    };
}
