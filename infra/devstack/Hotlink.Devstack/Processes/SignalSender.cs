using System.Runtime.InteropServices;

namespace Hotlink.Devstack.Processes;

/// <summary>Sends signals, and keeps a ledger of them: so that an end can be laid at the right door.</summary>
internal sealed class SignalSender
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<Signal>> _sent = [];

    /// <summary>Sends to one process, if it is still the one that is meant.</summary>
    public bool Send(ProcessIdentity process, Signal signal)
    {
        if (!process.IsAlive)
        {
            return false;
        }

        Note(process.Pid, signal);
        return NativeKill(process.Pid, Number(signal)) == 0;
    }

    /// <summary>Sends to the group that a process leads, and so to what it has started; to the process alone where it leads none.</summary>
    public bool SendToGroup(ProcessIdentity leader, Signal signal)
    {
        if (ProcessTable.Read(leader.Pid) is not { } entry || entry.Start != leader.Start)
        {
            return false;
        }

        Note(leader.Pid, signal);
        return NativeKill(OperatingSystem.IsLinux() && entry.Group == leader.Pid ? -leader.Pid : leader.Pid, Number(signal)) == 0;
    }

    /// <summary>What was sent to this process or its group.</summary>
    public IReadOnlyList<Signal> SentTo(int pid)
    {
        lock (_gate)
        {
            return [.. _sent.GetValueOrDefault(pid) ?? []];
        }
    }

    private void Note(int pid, Signal signal)
    {
        lock (_gate)
        {
            _sent.TryAdd(pid, []);
            _sent[pid].Add(signal);
        }
    }

    private static int Number(Signal signal) => OperatingSystem.IsMacOS()
        ? signal switch { Signal.Stop => 17, Signal.Continue => 19, Signal.Bus => 10, _ => (int)signal }
        : (int)signal;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int pid, int signal);
}
