using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Sessions;

/// <summary>A peer that says why it ends its sessions and is gone at once, as a program that ends: the relay has its words, though it can't be written to.</summary>
public sealed class LeavingTests : RelayTest
{
    private const int Rounds = 20;
    private const int Sessions = 20;
    private const int Count = 10;

    // All words together fit into the relay's end of a socket: what is in the peer's own when that is closed, with other words unread, goes nowhere.
    private const int FrameBytes = 100;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Close_PeerIsGoneAtOnceWhileTheOtherEndSpeaks_ReasonIsHeardBehindItsLastFrame(bool byReader)
    {
        var relay = await StartAsync(("Connections:OpensPerSecond", "10000"));
        var stays = await relay.ConnectAsync(byReader ? Alice : Bob);
        var heard = new LastWords(stays);
        for (var round = 0; round < Rounds; round++)
        {
            var leaves = await relay.ConnectAsync(byReader ? Bob : Alice);
            var (sender, reader) = byReader ? (stays, leaves) : (leaves, stays);
            var ids = new List<string>();
            while (ids.Count < Sessions)
            {
                ids.Add(await sender.LinkAsync(Paths.Tcp(Alice, $"{ids.Count}_to_9"), reader));
            }

            var (said, last) = byReader ? (ids.SelectMany(Data), ids.SelectMany(Signals)) : (ids.SelectMany(Signals), ids.SelectMany(Data));
            await Task.WhenAll(
                stays.SendTogetherAsync(said), SayAndGoAsync(leaves, [.. last, .. ids.Select(id => new HotlinkClose(id, $"reason {id}"))]));

            foreach (var id in ids)
            {
                Assert.Equal((byReader ? 0 : Count, $"close: reason {id}"), await heard.OfAsync(id));
            }
        }
    }

    private static IEnumerable<Message> Data(string id) =>
        Enumerable.Range(1, Count).Select(seq => new HotlinkData(id, (ulong)seq, "", "", StreamPattern.At((ulong)seq, FrameBytes)));

    private static IEnumerable<Message> Signals(string id) => Enumerable.Repeat(new HotlinkSignal(id, "hl1.test", []), Count);

    private static async Task SayAndGoAsync(FakePeer peer, Message[] words)
    {
        await peer.SendTogetherAsync(words);
        peer.Socket.Dispose();
    }
}
