using Hotlink.Client.Tests.Kit;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Plain;

/// <summary>What today's Go and Rust clients send: numbers from 1, no greeting.</summary>
public sealed class PlainReaderTests : ClientTest
{
    private const string MessagePath = $"{Alice}/app_data/app/rpc/in/a.request";

    [Fact]
    public async Task Read_FramesOutOfOrderAndRepeated_GivesEachOnceInOrder()
    {
        var (peer, session, reader) = await AcceptFromPeerAsync();
        foreach (var seq in new ulong[] { 3, 1, 1, 2, 5, 3, 4 })
        {
            await peer.SendDataAsync(session, seq, "", StreamPattern.At(seq, 100));
        }

        var bytes = await ReadAsync(reader, 500);

        for (var seq = 1; seq <= 5; seq++)
        {
            Assert.True(StreamPattern.IsAt(bytes.AsSpan((seq - 1) * 100, 100), (ulong)seq));
        }

        Assert.Equal(2, reader.GetStatistics().RepeatedFrames);
        Assert.Equal(HotlinkMode.Plain, reader.Mode);
    }

    [Fact]
    public async Task Abort_IpcUnavailable_SaysSoInTodaysWord()
    {
        var (peer, session, reader) = await AcceptFromPeerAsync();

        reader.Abort(HotlinkReason.IpcUnavailable, "no socket");

        Assert.Equal((session, "ipc unavailable"), await peer.NextAsync<HotlinkClose>() is var close ? (close.SessionId, close.Reason) : default);
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Abort(HotlinkReason.Fallback));
    }

    [Fact] // Pitfalls 100 and 102.
    public async Task Read_IdenticalChunksInARow_GivesAll()
    {
        var (peer, session, reader) = await AcceptFromPeerAsync();
        var chunk = StreamPattern.At(7, 1000);
        for (ulong seq = 1; seq <= 20; seq++)
        {
            await peer.SendAsync(new HotlinkData(session, seq, AlicePath, "same-tag", chunk));
        }

        var bytes = await ReadAsync(reader, 20_000);

        Assert.All(bytes.Chunk(1000), piece => Assert.Equal(chunk, piece));
    }

    [Fact] // Pitfall 101: a frame without payload has a number all the same.
    public async Task Read_FramesWithoutPayload_CountTheirNumbers()
    {
        var (peer, session, reader) = await AcceptFromPeerAsync();
        foreach (var (seq, length) in new[] { (1UL, 10), (3UL, 10), (2UL, 0), (4UL, 0), (5UL, 10) })
        {
            await peer.SendDataAsync(session, seq, "", StreamPattern.At(seq, length));
        }

        var bytes = await ReadAsync(reader, 30);

        Assert.True(StreamPattern.IsAt(bytes.AsSpan(0, 10), 1) && StreamPattern.IsAt(bytes.AsSpan(10, 10), 3) && StreamPattern.IsAt(bytes.AsSpan(20), 5));
    }

    [Fact] // Pitfall 103.
    public async Task Read_TwoSessionsOneAfterTheOther_BothBeginAtOne()
    {
        var (peer, first, reader) = await AcceptFromPeerAsync();
        await peer.SendDataAsync(first, 1, "", StreamPattern.At(1, 10));
        await ReadAsync(reader, 10);
        await peer.SendAsync(new HotlinkClose(first, "closed"));
        Assert.Equal(0, await reader.ReadAsync(new byte[1], Cancellation));

        var accepting = Client.AcceptAsync(AlicePath, Alice, Cancellation);
        var second = await peer.OpenAsync(AlicePath);
        await using var next = await accepting.SoonAsync();
        await peer.SendDataAsync(second, 1, "", StreamPattern.At(9, 10));

        Assert.True(StreamPattern.IsAt(await ReadAsync(next, 10), 9));
    }

    [Fact] // Pitfall 104.
    public async Task Read_FrameMissing_EndsWithAReasonOnBothSides()
    {
        var (peer, session, reader) = await AcceptFromPeerAsync(options => options with { GapTimeout = TimeSpan.FromMilliseconds(200) });
        await peer.SendDataAsync(session, 1, "", StreamPattern.At(1, 10));
        await peer.SendDataAsync(session, 3, "", StreamPattern.At(3, 10));

        await ReadAsync(reader, 10);
        var failure = await Assert.ThrowsAsync<HotlinkException>(async () => await reader.ReadAsync(new byte[10], Cancellation).AsTask().SoonAsync());

        Assert.Equal(HotlinkReason.FramesLost, failure.Reason);
        Assert.Equal("frames lost", (await peer.NextAsync<HotlinkClose>()).Reason);
    }

    [Fact]
    public async Task Read_SenderGone_GivesWhatCameThenTheReason()
    {
        var (peer, session, reader) = await AcceptFromPeerAsync();
        await peer.SendDataAsync(session, 1, "", StreamPattern.At(1, 10));
        await peer.CloseAsync();
        await Events.UntilAsync(Bob, HotlinkEventKind.StreamEnded);

        await ReadAsync(reader, 10);
        var failure = await Assert.ThrowsAsync<HotlinkException>(async () => await reader.ReadAsync(new byte[10], Cancellation));

        Assert.Equal(HotlinkReason.SenderDisconnected, failure.Reason);
    }

    [Fact]
    public async Task ReadMessage_FramesOfFiles_KeepsPathTagAndNumber()
    {
        var (peer, session, reader) = await AcceptFromPeerAsync(path: MessagePath);
        await peer.SendAsync(new HotlinkData(session, 1, MessagePath.Replace("a.request", "b.request", StringComparison.Ordinal), "t1", new byte[] { 1 }));
        await peer.SendAsync(new HotlinkData(session, 2, "", "", new byte[] { 2, 3 }));
        await peer.SendAsync(new HotlinkClose(session));

        var first = await reader.ReadMessageAsync(Cancellation);
        var second = await reader.ReadMessageAsync(Cancellation);

        Assert.Equal((MessagePath.Replace("a.request", "b.request", StringComparison.Ordinal), "t1", 1L), (first!.Path, first.ETag, first.Seq));
        Assert.Equal((MessagePath, "", 2L), (second!.Path, second.ETag, second.Seq));
        Assert.Equal(new byte[] { 2, 3 }, second.Payload.ToArray());
        Assert.Null(await reader.ReadMessageAsync(Cancellation));
    }

    [Fact] // Pitfalls 91 and 137.
    public async Task Read_ApplicationTakesNothing_LosesItsSessionAndNoOther()
    {
        var (peer, stuck, reader) = await AcceptFromPeerAsync(options => options with { WindowBytes = 256 * 1024 });
        var accepting = Client.AcceptAsync(BobsOther, Alice, Cancellation);
        var flood = new Flood(peer, stuck, 60_000);

        var failure = await Assert.ThrowsAsync<HotlinkException>(() => reader.Completion.SoonAsync());
        await flood.StopAsync();

        Assert.Equal(HotlinkReason.ReceiverTooSlow, failure.Reason);
        Assert.True(reader.GetStatistics().WaitingBytes < 512 * 1024);
        var other = await peer.OpenAsync(BobsOther);
        await using var second = await accepting.SoonAsync();
        await peer.SendDataAsync(other, 1, "", StreamPattern.At(1, 10));
        await ReadAsync(second, 10);
    }

    private static readonly string BobsOther = AlicePath.Replace("0_to_1", "0_to_2", StringComparison.Ordinal);

    private HotlinkClient Client { get; set; } = null!;

    private async Task<(FakePeer Peer, string Session, HotlinkReader Reader)> AcceptFromPeerAsync(
        Func<HotlinkClientOptions, HotlinkClientOptions>? change = null, string? path = null)
    {
        var relay = await StartRelayAsync();
        Client = await ConnectAsync(relay.Address, Bob, change);
        var peer = await relay.ConnectAsync(Alice);
        var accepting = Client.AcceptAsync(path ?? AlicePath, Alice, Cancellation);
        var session = await peer.OpenAsync(path ?? AlicePath, Bob);
        var reader = Own(await accepting.SoonAsync());
        await peer.NextAsync<HotlinkAccept>();
        return (peer, session, reader);
    }

    private static async Task<byte[]> ReadAsync(HotlinkReader reader, int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            var got = await reader.ReadAsync(bytes.AsMemory(at), Cancellation).AsTask().SoonAsync();
            Assert.NotEqual(0, got);
            at += got;
        }

        return bytes;
    }
}
