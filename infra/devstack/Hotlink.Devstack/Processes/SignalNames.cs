namespace Hotlink.Devstack.Processes;

/// <summary>What people call the signals.</summary>
internal static class SignalNames
{
    public static string ToName(this Signal signal) => signal switch
    {
        Signal.Hangup => "SIGHUP",
        Signal.Interrupt => "SIGINT",
        Signal.Quit => "SIGQUIT",
        Signal.IllegalInstruction => "SIGILL",
        Signal.Abort => "SIGABRT",
        Signal.Bus => "SIGBUS",
        Signal.FloatingPoint => "SIGFPE",
        Signal.Kill => "SIGKILL",
        Signal.Segmentation => "SIGSEGV",
        Signal.Pipe => "SIGPIPE",
        Signal.Terminate => "SIGTERM",
        Signal.Continue => "SIGCONT",
        Signal.Stop => "SIGSTOP",
        _ => $"signal {(int)signal}",
    };
}
