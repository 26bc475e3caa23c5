using Hotlink.Gateway.Connections;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Protocol.WebSockets;
using Hotlink.Testing.Waiting;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class LostNodeWatcherTests : IAsyncDisposable
{
    private const string BobsPath = RelayBench.Bob + "/app/stream";
    private readonly LosingNodes _nodes = new();
    private readonly RelayBench _relay = new();
    private readonly PeerBench _peer;

    public LostNodeWatcherTests() => _peer = new(_relay);

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    // Nobody would find it any more, and it would wait in silence.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NodeLost_SessionsAreAskedAfter_AndAConnectionThatCannotBeListedIsToComeBack(bool cannotBeListed)
    {
        var session = _relay.Session(BobsPath, RelayBench.Bob);
        _ = _peer.RunAsync();
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        _peer.Read();
        var grains = new FailingGrains(_relay.Grains, cannotBeListed ? int.MaxValue : 0);
        using var watcher = new LostNodeWatcher(
            _nodes, _relay.Get<ConnectionRegistry>(), new(_relay.Services with { Grains = grains }), _relay.Services);
        await watcher.StartAsync(TestContext.Current.CancellationToken);

        _nodes.Lose("node");

        await EventWait.UntilAsync(() => session.Calls.Contains("NodeLost session-2") && _peer.Connection.IsOpen != cannotBeListed);
        var frames = _peer.ReadFrames();
        Assert.Equal(cannotBeListed ? [CloseCode.ServiceRestart] : [], frames.Where(frame => frame.Opcode == WebSocketOpcode.Close).Select(frame => CloseFrame.ReadCode(frame.Payload)!.Value));
        await watcher.StopAsync(TestContext.Current.CancellationToken);
    }
}
