using Hotlink.Gateway.Connections;
using Hotlink.Gateway.Tests.Connections;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.Relay;

public sealed class MessageDispatcherTests : IAsyncDisposable
{
    private readonly RelayBench _relay = new(options => options.UndecodableCount = 3);

    [Theory]
    [InlineData(WireEncoding.MsgPack)]
    [InlineData(WireEncoding.Json)]
    public void Dispatch_OpenThenDataAndSignals_ReachTheSessionInOrder(WireEncoding encoding)
    {
        var desk = new Desk(_relay, encoding: encoding);
        desk.Receive(
            Wire.Message(new HotlinkOpen(Desk.Session, Desk.Path, To: RelayBench.Bob)),
            Wire.Data(Desk.Session, "one", Desk.Path),
            Wire.Data(Desk.Session, "two"),
            Wire.Signal(Desk.Session, "offer"),
            Wire.Data(Desk.Session, "three"),
            Wire.Message(new HotlinkClose(Desk.Session, "done")));
        Assert.Equal(
            [
                $"Open {Desk.Session} {Desk.Path} to '{RelayBench.Bob}'",
                $"Data {Desk.Session} one,two",
                $"Signals {Desk.Session} offer",
                $"Data {Desk.Session} three",
                $"Close {Desk.Session} done",
            ],
            _relay.Session(Desk.Path).Calls);
        Assert.Empty(desk.Sent());
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact]
    public void Dispatch_DataForSeveralSessions_GoesToEachInOneBatch()
    {
        var desk = new Desk(_relay);
        string[] ids = ["session-a", "session-b"];
        foreach (var id in ids)
        {
            desk.Open(id, $"{RelayBench.Alice}/{id}/stream.tcp.request");
        }

        desk.Receive([.. Enumerable.Range(0, 10).Select(i => Wire.Data(ids[i % 2], $"{i}"))]);
        Assert.Equal("Data session-a 0,2,4,6,8", _relay.Session($"{RelayBench.Alice}/session-a/stream.tcp.request").Calls[^1]);
        Assert.Equal("Data session-b 1,3,5,7,9", _relay.Session($"{RelayBench.Alice}/session-b/stream.tcp.request").Calls[^1]);
    }

    [Theory]
    [InlineData(RelayBench.Alice + "/app/0_to_2/stream.tcp.request")]
    [InlineData(RelayBench.Alice + "/app/0_to_1/../0_to_2/x")]
    [InlineData(RelayBench.Alice + "/app/0_to_1/deeper/x")]
    [InlineData(RelayBench.Alice + "/app/0_to_1/")]
    [InlineData("x")]
    [Trait("CWE", "22")]
    public void Dispatch_DataNamingAnotherPath_IsRefusedAndGoesNowhere(string path)
    {
        var desk = new Desk(_relay);
        var session = desk.Open();
        desk.Receive(Wire.Data(Desk.Session, "stray", path));
        Assert.Single(session.Calls);
        Assert.Equal([new HotlinkReject(Desk.Session, Reasons.PathMismatch)], desk.Sent());
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Theory]
    [InlineData("stream.tcp.request")]
    [InlineData("other-file.request")]
    public void Dispatch_DataNamingAFileOfTheSessionsDirectory_IsRelayed(string file)
    {
        var desk = new Desk(_relay);
        var session = desk.Open();
        desk.Receive(Wire.Data(Desk.Session, "near", $"{RelayBench.Alice}/app/0_to_1/{file}"));
        Assert.Equal($"Data {Desk.Session} near", session.Calls[^1]);
    }

    [Fact]
    public void Dispatch_DataFromAReader_IsNotSender()
    {
        var desk = new Desk(_relay);
        var session = desk.Announce();
        desk.Receive(Wire.Data(Desk.Session, "backwards"));
        Assert.Empty(session.Calls);
        Assert.Equal([new HotlinkReject(Desk.Session, Reasons.NotSender)], desk.Sent());
    }

    [Fact]
    public void Dispatch_SignalFromAReader_IsRelayed()
    {
        var desk = new Desk(_relay);
        var session = desk.Announce();
        desk.Receive(Wire.Signal(Desk.Session, "answer"));
        Assert.Equal($"Signals {Desk.Session} answer", session.Calls[^1]);
    }

    [Theory]
    [InlineData("session-unknown")]
    [InlineData("x")]
    [InlineData("säßión-1")]
    public void Dispatch_DataForAnUnknownSession_IsRefused(string id)
    {
        var desk = new Desk(_relay);
        desk.Open();
        desk.Receive(Wire.Data(id, "lost"));
        Assert.Equal([new HotlinkReject(id, Reasons.UnknownSession)], desk.Sent());
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact]
    public async Task Dispatch_SignalForASessionWhoseEndIsQueued_IsAnsweredBehindIt()
    {
        var desk = new Desk(_relay);
        var batch = FrameBatch.Rent();
        batch.Add(FrameBuilder.TryEncode(_relay.Pool, WireEncoding.MsgPack, Wire.Data(Desk.Session, "last"), FramePool.MaxCapacity)!);
        desk.Outbound.Hold();
        await desk.Outbound.DeliverAsync(new(Desk.Session, batch));
        desk.Outbound.Send(Wire.Message(new HotlinkClose(Desk.Session, "why")), behindSession: Desk.Session);

        desk.Receive(Wire.Signal(Desk.Session, "got it"));
        desk.Outbound.Release();

        Assert.Equal(
            [typeof(HotlinkData), typeof(HotlinkClose), typeof(HotlinkSignal), typeof(HotlinkReject)], desk.Sent().Select(message => message.GetType()));
    }

    [Fact]
    public void Dispatch_SignalForAnUnknownSession_IsAnsweredBothWays()
    {
        var desk = new Desk(_relay);
        desk.Receive(Wire.Signal("session-unknown", "offer"));
        Assert.Equal(
            [new HotlinkSignal("session-unknown", "quic_error", [], Error: Reasons.UnknownSession), new HotlinkReject("session-unknown", Reasons.UnknownSession)],
            desk.Sent());
    }

    [Fact]
    [Trait("CWE", "20")]
    public void Dispatch_UndecodableFrames_AreAnsweredThenEndTheConnection()
    {
        var desk = new Desk(_relay);
        Assert.Null(desk.Dispatch("nonsense"u8, WebSocketOpcode.Binary));
        Assert.Null(desk.Dispatch("{"u8, WebSocketOpcode.Text));
        Assert.All(desk.Sent(), sent => Assert.Equal(400, Assert.IsType<ErrorMessage>(sent).Code));
        Assert.Equal(CloseCode.InvalidPayload, desk.Dispatch("SB"u8, WebSocketOpcode.Binary)?.Code);
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact]
    public void Dispatch_UndecodableFramesBetweenGoodOnes_EndNothing()
    {
        var desk = new Desk(_relay);
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(desk.Dispatch("nonsense"u8, WebSocketOpcode.Binary));
            Assert.Null(desk.Dispatch(Wire.Message(new HotlinkAccept("session-unknown"))));
            Assert.Null(desk.Dispatch("nonsense"u8, WebSocketOpcode.Binary));
            Assert.Null(desk.Dispatch(Wire.Data("session-unknown", "x")));
        }
    }

    [Fact]
    public void Dispatch_DataInAnUnusualForm_GoesOnInTheUsualOne()
    {
        var desk = new Desk(_relay);
        var session = desk.Open();

        // JSON in a binary frame, and a key that is written with an escape.
        byte[] enveloped = [.. "SB"u8, 1, 0, .. MessageWriter.ToArray(WireEncoding.Json, Wire.Data(Desk.Session, "one"))];
        Assert.Null(desk.Dispatch(enveloped, WebSocketOpcode.Binary));
        var escaped = System.Text.Encoding.UTF8.GetString(MessageWriter.ToArray(WireEncoding.Json, Wire.Data(Desk.Session, "two")))
            .Replace("session-1", "session\\u002d1", StringComparison.Ordinal);
        Assert.Null(desk.Dispatch(System.Text.Encoding.UTF8.GetBytes(escaped), WebSocketOpcode.Text));
        desk.Dispatcher.Flush();
        Assert.Equal($"Data {Desk.Session} one,two", session.Calls[^1]);
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact]
    [Trait("CWE", "789")]
    public void Dispatch_UnusualFormThatGrowsPastAnyFrame_IsAnswered()
    {
        // One byte of the peer's becomes six in the usual form: '<' is escaped for the sake of HTML.
        var desk = new Desk(_relay, encoding: WireEncoding.Json);
        desk.Open();
        var message = $$$"""{"id":"a","typ":12,"dat":{"sid":"session\u002d1","seq":1,"pth":"","etg":"{{{new string('<', 5_000_000)}}}","pay":"AA=="}}""";
        Assert.Null(desk.Dispatch(System.Text.Encoding.UTF8.GetBytes(message), WebSocketOpcode.Text));
        Assert.Equal(400, Assert.IsType<ErrorMessage>(Assert.Single(desk.Sent())).Code);
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact]
    public void Dispatch_MessageOfNoUse_IsAnswered()
    {
        var desk = new Desk(_relay);
        desk.Receive(Wire.Message(new SystemMessage("1", "hello")));
        Assert.Equal(400, Assert.IsType<ErrorMessage>(Assert.Single(desk.Sent())).Code);
    }

    public ValueTask DisposeAsync() => _relay.DisposeAsync();
}
