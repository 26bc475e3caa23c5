using Hotlink.Domain.Sessions;

namespace Hotlink.Domain.Tests.Sessions;

/// <summary>One session in a test: its machine, a clock, and the effects of each step.</summary>
internal sealed class Scene
{
    public const string StreamPath = "alice@x.io/flow/_mpc/0_to_1/stream.tcp.request";
    public const string SharedPath = "alice@x.io/app/rpc/news.request";
    public static readonly Peer Alice = new("alice@x.io", "a1");
    public static readonly Peer AliceElsewhere = new("alice@x.io", "a2");
    public static readonly Peer Bob = new("bob@x.io", "b1");
    public static readonly Peer BobElsewhere = new("bob@x.io", "b2");
    public static readonly Peer Carol = new("carol@x.io", "c1");

    private Scene(string path, string recipient, SessionLimits limits) =>
        (Limits, Machine) = (limits, new("session-1", path, Alice, recipient, limits));

    public SessionMachine Machine { get; }

    public SessionLimits Limits { get; }

    public TimeSpan Now { get; set; } = TimeSpan.FromHours(7);

    /// <summary>A session of Alice's that was announced to the readers.</summary>
    public static Scene Opened(params Peer[] readers) => Opened(SharedPath, readers);

    /// <summary>A session of Alice's on a path that was announced to the readers.</summary>
    public static Scene Opened(string path, params Peer[] readers)
    {
        var scene = New(path);
        scene.Open(readers);
        return scene;
    }

    /// <summary>A session of Alice's that the readers accepted.</summary>
    public static Scene Live(params Peer[] readers)
    {
        var scene = Opened(readers);
        Assert.All(readers, reader => Assert.Equal(ReasonCode.None, scene.Accept(reader).Answer));
        return scene;
    }

    /// <summary>A session of Alice's that nobody has been told of.</summary>
    public static Scene New(string path = SharedPath, string recipient = "", SessionLimits? limits = null) =>
        new(path, recipient, limits ?? SessionLimits.Default);

    public List<SessionEffect> Open(params Peer[] readers) => Step(effects => Machine.Open(readers, Now, effects));

    public List<SessionEffect> ReaderOnline(Peer reader) => Step(effects => Machine.ReaderOnline(reader, effects));

    public (ReasonCode Answer, List<SessionEffect> Effects) Accept(Peer reader, bool mayRead = true) =>
        Step(effects => Machine.Accept(reader, mayRead, effects));

    public (RelayVerdict Verdict, List<SessionEffect> Effects) Data(Peer from, long bytes = 10) =>
        Step(effects => Machine.Relay(from, bytes, Now, effects));

    public (RelayVerdict Verdict, List<SessionEffect> Effects) Signal(Peer from, long bytes = 10) =>
        Step(effects => Machine.Signal(from, bytes, Now, effects));

    public (bool Known, List<SessionEffect> Effects) Reject(Peer peer, string reason = "no") =>
        Step(effects => Machine.Reject(peer, SessionReason.FromPeer(reason), effects));

    public (bool Known, List<SessionEffect> Effects) Close(Peer peer, string reason = "done") =>
        Step(effects => Machine.Close(peer, SessionReason.FromPeer(reason), effects));

    public List<SessionEffect> Gone(Peer peer, ReasonCode reason = ReasonCode.None) =>
        Step(effects => Machine.PeerGone(peer, reason, Now, effects));

    public List<SessionEffect> AccessChanged(bool mayWrite = true, params string[] barred) =>
        Step(effects => Machine.AccessChanged(mayWrite, user => !barred.Contains(user), Now, effects));

    public List<SessionEffect> Supersede() => Step(Machine.Supersede);

    public List<SessionEffect> Expire() => Step(effects => Machine.Expire(Now, effects));

    public static SessionEffect Announce(Peer reader) => new(SessionEffectKind.Announce, reader);

    public static SessionEffect Told(SessionEffectKind kind, Peer peer, SessionReason reason) => new(kind, peer, reason);

    public static SessionEffect Told(SessionEffectKind kind, Peer peer, string words) => new(kind, peer, SessionReason.FromPeer(words));

    public static SessionEffect End { get; } = new(SessionEffectKind.End);

    public static SessionEffect Wait { get; } = new(SessionEffectKind.WaitForReader);

    private static List<SessionEffect> Step(Action<ICollection<SessionEffect>> step)
    {
        var effects = new List<SessionEffect>();
        step(effects);
        return effects;
    }

    private static (T Answer, List<SessionEffect> Effects) Step<T>(Func<ICollection<SessionEffect>, T> step)
    {
        var effects = new List<SessionEffect>();
        return (step(effects), effects);
    }
}
