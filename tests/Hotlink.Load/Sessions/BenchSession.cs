using Hotlink.Load.Frames;
using Hotlink.Protocol;

namespace Hotlink.Load.Sessions;

/// <summary>
/// Both ends of a session, in one place: what each of its peers receives about it. Called by the reading loops of those peers, at the
/// same time for different ones.
/// </summary>
internal abstract class BenchSession
{
    /// <summary>A peer learned that the session was opened.</summary>
    public abstract void Opened(Peer at, SessionName name);

    /// <summary>The sender learned that a reader accepted.</summary>
    public abstract void Accepted(Peer at, SessionName name);

    /// <summary>A peer was refused something.</summary>
    public abstract void Rejected(Peer at, SessionName name, EndNotice notice);

    /// <summary>A peer learned that the session is over.</summary>
    public abstract void Closed(Peer at, SessionName name, EndNotice notice);

    /// <summary>A peer got data.</summary>
    public abstract void Data(Peer at, in FrameHeader header, ReadOnlySpan<byte> message);

    /// <summary>A peer got a signal.</summary>
    public abstract void Signal(Peer at, ReadOnlySpan<byte> message);
}
