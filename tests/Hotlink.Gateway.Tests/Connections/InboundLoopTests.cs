using System.IO.Pipelines;
using System.Text;
using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Connections;
using Hotlink.Gateway.Tests.Relay;
using Hotlink.Gateway.Tests.WebSockets;
using Hotlink.Gateway.WebSockets;
using Hotlink.Protocol;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class InboundLoopTests : IAsyncDisposable
{
    private const int InboxBytes = 16 * 1024;
    private readonly RelayBench _relay = new(options => (options.SessionInboxBytes, options.MaxMessageBytes) = (InboxBytes, 100_000));

    // Inline: what is written is read before the call returns, as far as it is read at all.
    private readonly Pipe _socket = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 256 * 1024, resumeWriterThreshold: 1));

    private readonly Desk _desk;
    private readonly ScriptedSession _session;
    private readonly InboundLoop _loop;
    private readonly List<string> _answers = [];
    private int _heard;

    public InboundLoopTests()
    {
        _desk = new(_relay);
        _session = _desk.Open();
        _loop = new(_socket.Reader, new(_relay.Pool, _relay.Services.Options.MaxMessageBytes), _desk.Dispatcher, _desk.Outbound, () => _heard++, answer => _answers.Add(Encoding.ASCII.GetString(answer.Span)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_MessageThatFillsTheInboxAndAnotherInOneRead_BothGoOn()
    {
        var loop = _loop.RunAsync();
        await _socket.Writer.WriteAsync((byte[])[.. Data(new string('x', 50_000)), .. Data("last")], Token);
        await _socket.Writer.CompleteAsync();
        Assert.Null(await loop);
        Assert.EndsWith("last", _session.Calls[^1], StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_MessageThatFillsTheInboxAndAnotherInOneRead_TheSecondNeedsNoThird()
    {
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _session.OnRelay = frames =>
        {
            if (Wire.PayloadOf(frames.Batch.Frames[^1]) == "last")
            {
                last.SetResult();
            }

            frames.Batch.Dispose();
            return new(ReasonCode.None);
        };
        var loop = _loop.RunAsync();
        await _socket.Writer.WriteAsync((byte[])[.. Data(new string('x', 50_000)), .. Data("last")], Token);
        await last.Task.WaitAsync(Token);
        await _socket.Writer.CompleteAsync();
        Assert.Null(await loop);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_SessionThatTakesNothing_StopsTheReadingUntilItDoes()
    {
        var held = _session.HoldRelays();
        var loop = _loop.RunAsync();
        byte[] messages = [.. Enumerable.Range(0, 100).SelectMany(i => Data($"{i}" + new string('x', 5_000)))];
        var written = _socket.Writer.WriteAsync(messages, Token).AsTask();
        Assert.False(written.IsCompleted);
        Assert.False(_loop.IsReading);
        Assert.InRange(_relay.Pool.Outstanding, 2, 4);
        held.SetResult(ReasonCode.None);
        await written;
        await _socket.Writer.CompleteAsync();
        Assert.Null(await loop);
        await _desk.Routes.Find(Desk.Session)!.Work;
        var arrived = string.Join(',', _session.Calls.Skip(1).Select(call => call.Split(' ')[2])).Replace("x", "", StringComparison.Ordinal);
        Assert.Equal(string.Join(',', Enumerable.Range(0, 100)), arrived);
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_PeerThatEndsWhileTheInboxIsFull_LosesNothingThatItSent()
    {
        var held = _session.HoldRelays();
        var loop = _loop.RunAsync();
        var writing = _socket.Writer.WriteAsync((byte[])[.. Enumerable.Range(0, 30).SelectMany(i => Data($"{i}" + new string('x', 5_000)))], Token);
        await _socket.Writer.CompleteAsync();
        held.SetResult(ReasonCode.None);
        await writing;
        Assert.Null(await loop);
        await _desk.Routes.Find(Desk.Session)!.Work;
        Assert.Contains("29xxx", _session.Calls[^1], StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_PingAmongMessages_IsAnsweredWithItsPayload()
    {
        var loop = _loop.RunAsync();
        await _socket.Writer.WriteAsync((byte[])[.. ClientFrame.Of(WebSocketOpcode.Ping, "there?"u8), .. ClientFrame.Of(WebSocketOpcode.Pong, "here"u8)], Token);
        var (opcode, payload) = Assert.Single(_desk.SentFrames());
        Assert.Equal((WebSocketOpcode.Pong, "there?"), (opcode, Encoding.ASCII.GetString(payload)));
        await _socket.Writer.CompleteAsync();
        Assert.Null(await loop);
        Assert.Equal(["here"], _answers);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("83", CloseCode.ProtocolError)]
    [InlineData("8100", CloseCode.ProtocolError)]
    [InlineData("82ff00000000000186a100000000", CloseCode.TooBig)]
    [InlineData("888000000000", CloseCode.Normal)]
    [InlineData("88820000000003e9", (CloseCode)1001)]
    [InlineData("88820000000003ed", CloseCode.ProtocolError)]
    [InlineData("88810000000003", CloseCode.ProtocolError)]
    public async Task RunAsync_WhatEndsAConnection_IsAnsweredByItsCode(string hex, object code)
    {
        var loop = _loop.RunAsync();
        await _socket.Writer.WriteAsync((byte[])[.. Data("before"), .. Convert.FromHexString(hex + "00")], Token);
        Assert.Equal((CloseCode)code, (await loop)?.Code);
        Assert.EndsWith("before", _session.Calls[^1], StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_EveryRead_IsHeard()
    {
        var loop = _loop.RunAsync();
        Assert.True(_loop.IsReading);
        await _socket.Writer.WriteAsync((byte[])[0x81], Token);
        await _socket.Writer.CompleteAsync();
        Assert.Null(await loop);
        Assert.InRange(_heard, 1, 2);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ReadThatIsCancelled_Ends()
    {
        var loop = _loop.RunAsync();
        _socket.Reader.CancelPendingRead();
        Assert.Null(await loop);
    }

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    private static byte[] Data(string payload) =>
        ClientFrame.Of(WebSocketOpcode.Binary, MessageWriter.ToArray(WireEncoding.MsgPack, Wire.Data(Desk.Session, payload)));
}
