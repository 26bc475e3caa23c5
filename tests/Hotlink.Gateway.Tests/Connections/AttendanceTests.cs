using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>The lists, the sessions that wait, and the grain that holds on to the socket may be behind a node that is just being lost.</summary>
public sealed class AttendanceTests : IAsyncDisposable
{
    private const string Path = RelayBench.Bob + "/app/stream";
    private readonly RelayBench _relay = new();

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task ForgetAsync_NodeIsBeingLost_TriesAgain()
    {
        var (attendance, grains) = Failing(2);
        var identity = _relay.Identity();

        await attendance.ForgetAsync(identity);

        Assert.Equal(3, grains.Grain<IConnectionGrain>(identity.Key).Calls);
    }

    [Fact]
    public async Task AnnounceAsync_NodeIsBeingLost_TriesAgain()
    {
        var (attendance, _) = Failing(2);

        await attendance.AnnounceAsync(new PeerBench(_relay).Connection, [Open("session-1"), Open("session-2")]);

        Assert.Equal(["Online session-1", "Online session-2"], _relay.Session(Path, RelayBench.Bob).Calls.Order());
    }

    // Whoever opened it hears of its own loss; all others are to be announced, and the peer is to be served.
    [Fact]
    public async Task AnnounceAsync_OneOpenCannotBeReached_AnnouncesTheOthers()
    {
        var attendance = new Attendance(_relay.Services);
        var broken = _relay.Session("broken");
        broken.OnOnline = static () => throw new InvalidOperationException("broken");

        await attendance.AnnounceAsync(
            new PeerBench(_relay).Connection, [new(GrainKeys.Session(RelayBench.Tenant, RelayBench.Alice, "broken"), "session-1"), Open("session-2")]);

        Assert.Equal(["Online session-1"], broken.Calls);
        Assert.Equal(["Online session-2"], _relay.Session(Path, RelayBench.Bob).Calls);
    }

    [Fact]
    public async Task AnnounceAsync_ConnectionIsGone_AnnouncesNothing()
    {
        var peer = new PeerBench(_relay);
        peer.Connection.Abort();

        await new Attendance(_relay.Services).AnnounceAsync(peer.Connection, [Open("session-1")]);

        Assert.Empty(_relay.Session(Path, RelayBench.Bob).Calls);
    }

    private static WaitingOpen Open(string sessionId) => new(GrainKeys.Session(RelayBench.Tenant, RelayBench.Bob, Path), sessionId);

    private (Attendance Attendance, FailingGrains Grains) Failing(int failures)
    {
        var grains = new FailingGrains(_relay.Grains, failures);
        var patience = new NodePatience(new LosingNodes(), TimeProvider.System, CancellationToken.None);
        return (new(_relay.Services with { Grains = grains, Patience = patience }), grains);
    }
}
