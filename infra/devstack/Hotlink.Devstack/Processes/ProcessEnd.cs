using System.Globalization;

namespace Hotlink.Devstack.Processes;

/// <summary>The end of a process as it is reported.</summary>
internal sealed record ProcessEnd(string Name, ProcessExit Exit, EndedBy By, string LastOutput)
{
    public static async Task<ProcessEnd> OfAsync(ChildProcess child, SignalSender signals, KernelKills kernel, TimeProvider timeProvider)
    {
        var exit = await child.Exit;
        var sent = signals.SentTo(child.Identity.Pid);
        var byKernel = exit.Signal == Signal.Kill && !sent.Contains(Signal.Kill) && await kernel.KilledAsync(child.Identity.Pid, timeProvider);
        return new(child.Name, exit, EndJudge.Judge(exit.Signal, sent, byKernel), child.LastOutput());
    }

    /// <summary>One line: what happened, after how long, and who did it.</summary>
    public string ToText()
    {
        var lived = string.Create(CultureInfo.InvariantCulture, $"{Exit.Lifetime.TotalSeconds:0.0} s");
        return Exit.Signal == Signal.None
            ? $"{Name} ended with code {Exit.Code} after {lived}"
            : $"{Name} was ended by {Exit.Signal.ToName()} ({(int)Exit.Signal}) after {lived}: {By.ToText()}";
    }
}
