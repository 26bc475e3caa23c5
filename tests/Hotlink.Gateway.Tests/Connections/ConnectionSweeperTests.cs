using Hotlink.Gateway.Connections;
using Hotlink.Gateway.Health;
using Hotlink.Gateway.Tests.WebSockets;
using Hotlink.Gateway.WebSockets;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class ConnectionSweeperTests : IAsyncDisposable
{
    private readonly RelayBench _relay = new();
    private readonly ConnectionSweeper _sweeper;

    public ConnectionSweeperTests() => _sweeper = new(_relay.Get<ConnectionRegistry>(), _relay.Get<Readiness>(), _relay.Services);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task ExecuteAsync_AsTimePasses_LooksAfterEveryConnection()
    {
        var peers = Enumerable.Range(0, 10).Select(_ => new PeerBench(_relay)).ToArray();
        var runs = Array.ConvertAll(peers, peer => peer.RunAsync());
        await StartAsync();
        _relay.Clock.Advance(TimeSpan.FromSeconds(15));
        await Task.WhenAll(peers.Select(peer => peer.WaitForFramesAsync(Token)));
        Assert.All(peers, peer => Assert.Equal(WebSocketOpcode.Ping, peer.ReadFrames()[^1].Opcode));
        await Task.WhenAll(peers.Select(peer => peer.HangUpAsync()));
        await Task.WhenAll(runs);
    }

    [Fact(Timeout = 30_000)]
    public async Task ExecuteAsync_ConnectionThatCannotBeCut_KeepsItFromNoOther()
    {
        var (broken, peer) = (new PeerBench(_relay) { AbortFailure = new ObjectDisposedException("request") }, new PeerBench(_relay));
        broken.Connection.Close(CloseCode.Normal, "");
        var run = peer.RunAsync();
        await StartAsync();
        for (var second = 0; second < 16; second++)
        {
            _relay.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await peer.WaitForFramesAsync(Token);
        Assert.Equal(WebSocketOpcode.Ping, peer.ReadFrames()[^1].Opcode);
        await peer.HangUpAsync();
        await run;
    }

    [Fact(Timeout = 30_000)]
    public async Task StopAsync_LiveConnections_AreToldToMoveAndWaitedFor()
    {
        var registry = _relay.Get<ConnectionRegistry>();
        var peer = new PeerBench(_relay);
        var run = peer.RunAsync();
        await StartAsync();
        var stopping = _sweeper.StopAsync(Token);
        Assert.Equal(ReadinessState.Draining, _relay.Get<Readiness>().State);
        Assert.Equal(CloseCode.ServiceRestart, CloseFrame.ReadCode(peer.ReadFrames()[^1].Payload));
        Assert.False(stopping.IsCompleted);
        await peer.SendAsync(ClientFrame.Of(WebSocketOpcode.Close, [3, 0xf4]));
        await run;
        registry.Remove(peer.Connection);
        await stopping;
        Assert.False(peer.IsCut);
    }

    [Fact(Timeout = 30_000)]
    public async Task StopAsync_TimeThatIsUp_CutsWhoeverIsLeft()
    {
        var peers = new[] { new PeerBench(_relay) { AbortFailure = new ObjectDisposedException("request") }, new PeerBench(_relay), new PeerBench(_relay) };
        await StartAsync();
        using var timeUp = new CancellationTokenSource();
        var stopping = _sweeper.StopAsync(timeUp.Token);
        Assert.False(stopping.IsCompleted);
        await timeUp.CancelAsync();
        await stopping;
        Assert.All(peers.Skip(1), peer => Assert.True(peer.IsCut));
    }

    [Fact(Timeout = 30_000)]
    public async Task WhenEmptyAsync_EveryOrderOfThings_Completes()
    {
        var registry = _relay.Get<ConnectionRegistry>();
        await registry.WhenEmptyAsync().WaitAsync(Token);
        var (first, second) = (new PeerBench(_relay), new PeerBench(_relay));
        var (one, two) = (registry.WhenEmptyAsync(), registry.WhenEmptyAsync());
        registry.Remove(first.Connection);
        Assert.False(one.IsCompleted || two.IsCompleted);
        registry.Remove(second.Connection);
        registry.Remove(second.Connection);
        await Task.WhenAll(one, two, registry.WhenEmptyAsync()).WaitAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        _sweeper.Dispose();
        await _relay.DisposeAsync();
    }

    private async Task StartAsync()
    {
        _relay.Get<Readiness>().MarkReady();
        await _sweeper.StartAsync(Token);
    }
}
