using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Transport;

/// <summary>Pitfall 9: what a peer can make the relay hold is bounded in bytes, however small the pieces.</summary>
[Collection(nameof(Alone))]
public sealed class FloodTests : RelayTest
{
    private const long Bound = 64 * 1024 * 1024;

    // Answers pile up for a peer that asks and never reads. It may lose its connection over it; the relay doesn't lose its memory.
    [Theory]
    [InlineData("pings")]
    [InlineData("refusals")]
    public async Task Peer_AsksAndNeverReads_MemoryBounded(string what)
    {
        var relay = await StartAsync();
        var mallory = await relay.ConnectAsync(new PeerOptions { User = Mallory, SocketBufferBytes = 16 * 1024 });
        mallory.StopReading();
        var message = what == "pings"
            ? new ClientFrame(ClientFrame.Ping, default).ToArray()
            : mallory.FrameOf(new("1", new HotlinkData("no-such-session", 1, "", "", new byte[1])));
        var write = Enumerable.Repeat(message, 2000).SelectMany(bytes => bytes).ToArray();
        var before = Memory.Settled(relay);

        await SendAsync(mallory, write, 60);

        var growth = Memory.Settled() - before;
        Assert.True(growth < Bound, $"{growth:N0} bytes; {relay.Holdings}");
    }

    // 32 sessions of tiny frames for a reader that reads nothing.
    [Fact]
    public async Task Data_TinyFramesForAStuckReader_MemoryBounded()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);
        var bob = await relay.ConnectAsync(new PeerOptions { User = Bob, SocketBufferBytes = 16 * 1024 });
        var sessions = new List<string>();
        for (var i = 0; i < 32; i++)
        {
            sessions.Add(await alice.LinkAsync(Paths.Tcp(Alice, $"{i}_to_1"), bob));
        }

        bob.StopReading();
        var write = sessions.SelectMany(id => Enumerable.Range(1, 20).Select(seq => alice.FrameOf(new("1", new HotlinkData(id, (ulong)seq, "", "", new byte[1])))))
            .SelectMany(bytes => bytes).ToArray();
        var before = Memory.Settled(relay);

        await SendAsync(alice, write, 300);

        var growth = Memory.Settled() - before;
        Assert.True(growth < Bound, $"{growth:N0} bytes; {relay.Holdings}");
        bob.Socket.Reset();
    }

    // Ends when everything is sent, when the relay takes no more for a second, or when it has had enough of the peer.
    private static async Task SendAsync(FakePeer peer, byte[] bytes, int times)
    {
        try
        {
            for (var i = 0; i < times; i++)
            {
                await peer.Socket.WriteAsync(bytes).WaitAsync(TimeSpan.FromSeconds(1), TimeProvider.System);
            }
        }
        catch (Exception exception) when (exception is TimeoutException or IOException)
        {
        }
    }
}
