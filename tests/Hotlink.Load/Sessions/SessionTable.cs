using System.Security.Cryptography;
using Hotlink.Load.Frames;

namespace Hotlink.Load.Sessions;

/// <summary>All sessions of a run, found by the slot in their name. One thread adds; any may find.</summary>
internal sealed class SessionTable
{
    private volatile BenchSession?[] _sessions = new BenchSession?[16];
    private int _count;

    /// <summary>Tells this run's sessions from those of others.</summary>
    public uint Run { get; } = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>Makes a session with a name of its own.</summary>
    public TSession Add<TSession>(Func<SessionName, TSession> create)
        where TSession : BenchSession
    {
        var sessions = _sessions;
        if (_count == sessions.Length)
        {
            Array.Resize(ref sessions, _count * 2);
        }

        var session = create(new SessionName(Run, _count, 0));
        sessions[_count++] = session;
        _sessions = sessions;
        return session;
    }

    /// <summary>Finds the session that a name belongs to.</summary>
    public BenchSession? Find(SessionName name)
    {
        var sessions = _sessions;
        return name.Run == Run && (uint)name.Slot < (uint)sessions.Length ? sessions[name.Slot] : null;
    }
}
