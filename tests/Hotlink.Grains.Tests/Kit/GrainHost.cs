using Hotlink.Domain.Access;
using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Access;

namespace Hotlink.Grains.Tests.Kit;

/// <summary>
/// Everything below the sockets: the grains in some host, with sockets that write down what they get, a clock that is moved by hand and
/// access rules that are set by hand.
/// </summary>
public abstract class GrainHost : IAsyncDisposable
{
    /// <summary>The tenant that everything in a test belongs to.</summary>
    public const string Tenant = "tenant";

    private readonly List<TestPeer> _peers = [];

    /// <summary>Small enough to be reached in a test.</summary>
    public static SessionLimits Limits { get; } = new() { HoldBytes = 1000 };

    public TestTimeProvider Time { get; } = new();

    public FramePool Pool { get; } = new();

    public FrameFactory Frames => field ??= new(Pool);

    public RecordingSinks Sinks { get; } = new();

    public ErrorLog Errors { get; } = new();

    public abstract IGrainDirectory Grains { get; }

    protected abstract Rulebooks Rulebooks { get; }

    /// <summary>How many timers the host itself may hold on the clock of the test.</summary>
    protected virtual int TimersOfHost => 0;

    /// <summary>Brings the host to life.</summary>
    public abstract Task StartAsync();

    /// <summary>The grains that are alive, one line for each type that has any.</summary>
    public abstract string LiveGrains();

    public abstract ValueTask DisposeAsync();

    /// <summary>A connection of a user that is online.</summary>
    public async Task<TestPeer> ConnectAsync(string user)
    {
        var peer = Peer(user);
        await peer.AttachAsync();
        return peer;
    }

    /// <summary>A connection of a user that isn't online yet.</summary>
    public TestPeer Peer(string user)
    {
        lock (_peers)
        {
            var peer = new TestPeer(this, new(user, $"{user.Split('@')[0]}-{_peers.Count + 1}"));
            _peers.Add(peer);
            return peer;
        }
    }

    /// <summary>Puts rules in force for everything in a directory: who may read it, beside its owner.</summary>
    public void LetRead(string directory, params string[] readers) =>
        Assert.True(Rulebooks.Of(Tenant).Install(directory, new(false, [new(AccessRule.AllFiles, [], [], readers)])).Installed);

    /// <summary>Puts rules in force for everything in a directory: who may write it, beside its owner.</summary>
    public void LetWrite(string directory, params string[] writers) =>
        Assert.True(Rulebooks.Of(Tenant).Install(directory, new(false, [new(AccessRule.AllFiles, [], writers, [])])).Installed);

    /// <summary>After all connections have ended nothing is left: no grain, no timer, no frame; and nothing went wrong unseen.</summary>
    public async Task AssertNothingLeftAsync()
    {
        await Task.WhenAll(_peers.Select(peer => peer.LeaveAsync()));
        await Eventually.EqualAsync("", LiveGrains);
        await Eventually.EqualAsync(0L, () => Pool.Outstanding);
        Assert.InRange(Time.TimerCount, 0, TimersOfHost);
        Assert.Empty(_peers.SelectMany(peer => peer.Sink.Violations));
        Assert.Empty(Errors.Lines);
    }
}
