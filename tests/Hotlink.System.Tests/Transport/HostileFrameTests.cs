using System.Text;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Transport;

/// <summary>What no client should send.</summary>
public sealed class HostileFrameTests : RelayTest
{
    private const int MaxMessageBytes = 8 * 1024 * 1024;

    // Pitfall 86: over 8 MiB the connection ends, with the code that says why, although the peer is still in the middle of sending.
    [Fact]
    public async Task Message_Over8MiB_ClosedWith1009()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        await alice.SendFrameAsync(new(ClientFrame.Binary, new byte[MaxMessageBytes + 1]));

        Assert.Equal(1009, (await alice.ClosedAsync()).Code);
        Assert.Equal("the relay ended the socket", alice.End); // Not by a reset, which would have taken the close frame along.
        Assert.Equal((sessionId, Reasons.SenderDisconnected), (await bob.NextAsync<HotlinkClose>()) is var close ? (close.SessionId, close.Reason) : default);
    }

    [Fact]
    public async Task Message_Over8MiBInFragments_ClosedWith1009()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);

        await alice.SendFrameAsync(new(ClientFrame.Binary, new byte[MaxMessageBytes / 2]) { IsFinal = false });
        await alice.SendFrameAsync(new(ClientFrame.Continuation, new byte[(MaxMessageBytes / 2) + 1]));

        Assert.Equal(1009, (await alice.ClosedAsync()).Code);
    }

    // A length that was only announced costs nothing; one that can't be is the end.
    [Theory]
    [InlineData(MaxMessageBytes + 1L)]
    [InlineData(long.MaxValue)]
    public async Task Message_AnnouncedTooLarge_ClosedWith1009(long length)
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);

        await alice.SendFrameAsync(new(ClientFrame.Binary, default) { ClaimedLength = length });

        Assert.Equal(1009, (await alice.ClosedAsync()).Code);
    }

    [Fact]
    public async Task Message_LargeOneAnnouncedOnly_ReservesNothing()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);
        await alice.SendAsync(new FileDelete("fence"));
        await alice.NextAsync<ErrorMessage>();

        await alice.SendFrameAsync(new(ClientFrame.Binary, new byte[10]) { ClaimedLength = MaxMessageBytes });
        await Hotlink.Testing.Waiting.EventWait.UntilAsync(() => relay.Pool.Outstanding == 1, () => relay.Holdings);

        Assert.InRange(relay.Pool.OutstandingBytes, 1, 64 * 1024);
    }

    [Fact]
    public async Task Message_Of8MiB_Delivered()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        var overhead = MessageWriter.ToArray(WireEncoding.MsgPack, new("id", new HotlinkData(sessionId, 1, "", "", new byte[MaxMessageBytes / 2]))).Length
            - (MaxMessageBytes / 2);
        var payload = StreamPattern.At(1, MaxMessageBytes - overhead);

        await alice.SendAsync(new HotlinkData(sessionId, 1, "", "", payload), "id");

        var received = await bob.NextReceivedAsync<HotlinkData>();
        Assert.Equal(MaxMessageBytes, received.Bytes.Length);
        Assert.True(((HotlinkData)received.Message.Body).Payload.Span.SequenceEqual(payload));
    }

    public static TheoryData<string, byte[]> IllegalFrames() => new()
    {
        { "unmasked", new ClientFrame(ClientFrame.Binary, new byte[10]) { IsMasked = false }.ToArray() },
        { "reserved bits", new ClientFrame(ClientFrame.Binary, new byte[10]) { ReservedBits = 4 }.ToArray() },
        { "unknown opcode", new ClientFrame(0x3, new byte[10]).ToArray() },
        { "unknown control opcode", new ClientFrame(0xb, new byte[10]).ToArray() },
        { "continuation of nothing", new ClientFrame(ClientFrame.Continuation, new byte[10]).ToArray() },
        { "long ping", new ClientFrame(ClientFrame.Ping, new byte[126]).ToArray() },
        { "fragmented ping", new ClientFrame(ClientFrame.Ping, new byte[1]) { IsFinal = false }.ToArray() },
        { "close of one byte", new ClientFrame(ClientFrame.Close, new byte[1]).ToArray() },
        { "close with a code that may not be sent", new ClientFrame(ClientFrame.Close, new byte[] { 0x03, 0xed }).ToArray() },
        { "negative length", new ClientFrame(ClientFrame.Binary, default) { ClaimedLength = -1 }.ToArray() },
        { "text in the middle of a message", [.. new ClientFrame(ClientFrame.Text, new byte[1]) { IsFinal = false }.ToArray(), .. new ClientFrame(ClientFrame.Text, new byte[1]).ToArray()] },
        { "anything but WebSocket", Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n") },
    };

    [Theory]
    [MemberData(nameof(IllegalFrames))]
    public async Task Frame_AgainstRfc6455_ClosedWith1002(string what, byte[] bytes)
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);

        await alice.Socket.WriteAsync(bytes);

        Assert.True((await alice.ClosedAsync()) is { Code: 1002 }, $"{what}: {alice.Lately}");
    }

    // Pitfall 15: each is answered, the connection goes on; 32 in a row are too many.
    [Fact]
    public async Task Frame_Undecodable_AnsweredAndGoesOn()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        foreach (var garbage in Garbage())
        {
            await alice.SendFrameAsync(garbage);
            Assert.Equal(400, (await alice.NextAsync<ErrorMessage>()).Code);
        }

        await alice.SendDataAsync(sessionId, 1, "", "on"u8.ToArray());
        await bob.NextAsync<HotlinkData>();
    }

    [Fact]
    public async Task Frame_31UndecodableBetweenGoodOnes_GoesOn()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);

        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 31; i++)
            {
                await alice.SendFrameAsync(new(ClientFrame.Binary, "SB garbage"u8.ToArray()));
                await alice.NextAsync<ErrorMessage>();
            }

            await alice.SendAsync(new FileDelete("fence"));
            Assert.Contains("unexpected", (await alice.NextAsync<ErrorMessage>()).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Frame_32UndecodableInARow_ClosedWith1007()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        await alice.LinkAsync(Paths.Tcp(Alice), bob);

        await alice.Socket.WriteAsync(
            Enumerable.Range(0, 40).SelectMany(_ => new ClientFrame(ClientFrame.Binary, "SB garbage"u8.ToArray()).ToArray()).ToArray());

        Assert.Equal(1007, (await alice.ClosedAsync()).Code);
        Assert.Equal(31, alice.Count<ErrorMessage>());
        Assert.Equal(Reasons.SenderDisconnected, (await bob.NextAsync<HotlinkClose>()).Reason);
    }

    // Pitfall 180: what the relay doesn't take from clients is answered.
    [Fact]
    public async Task Message_OfATypeThatServersSend_Answered()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice, WireEncoding.Json);
        Message[] messages =
        [
            new SystemMessage("1", "ok"), new ErrorMessage(1, "", ""), new FileDelete("f"), new Ack("1"), new Nack("1", ""),
            new FileNotify("f", "", 0), new HttpMessage(Alice, new(Alice, "app", "rpc"), "GET", null, default, "1", ""),
        ];

        foreach (var message in messages)
        {
            await alice.SendAsync(message);
            Assert.Equal(400, (await alice.NextAsync<ErrorMessage>()).Code);
        }
    }

    private static IEnumerable<ClientFrame> Garbage()
    {
        yield return new(ClientFrame.Binary, default);
        yield return new(ClientFrame.Binary, "SB"u8.ToArray());
        yield return new(ClientFrame.Binary, new byte[] { 0x53, 0x42, 0x02, 0x01, 0x80 }); // another version
        yield return new(ClientFrame.Binary, new byte[] { 0x53, 0x42, 0x01, 0x01, 0xdf, 0xff, 0xff, 0xff, 0xff }); // 4,294,967,295 keys
        yield return new(ClientFrame.Binary, new byte[] { 0x53, 0x42, 0x01, 0x01, 0xc6, 0xff, 0xff, 0xff, 0xff });
        yield return new(ClientFrame.Text, "{"u8.ToArray());
        yield return new(ClientFrame.Text, "nonsense"u8.ToArray());
        yield return new(ClientFrame.Text, """{"id":"1","typ":99,"dat":{}}"""u8.ToArray());
        yield return new(ClientFrame.Text, new byte[] { 0xff, 0xfe, 0xfd });
        yield return new(ClientFrame.Text, Encoding.ASCII.GetBytes(new string('[', 100_000)));
    }
}
