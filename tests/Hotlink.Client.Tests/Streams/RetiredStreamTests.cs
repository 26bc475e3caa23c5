using Hotlink.Client.Connection;
using Hotlink.Client.Sessions;
using Hotlink.Client.Streams;
using Hotlink.Protocol;

namespace Hotlink.Client.Tests.Streams;

/// <summary>A stream that has ended is remembered for a sender that did not hear so, and not for ever.</summary>
public sealed class RetiredStreamTests : IAsyncLifetime
{
    private readonly ClientContext _context;
    private readonly RelayLink _link;

    public RetiredStreamTests()
    {
        var options = new HotlinkClientOptions { ServerUri = new("http://localhost"), User = "bob@two.example" };
        _context = new(options, options.User);
        _link = new(new Handshake(Stream.Null, WireEncoding.MsgPack, "", "", ""), new NoSink(), _context.Scheduler, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _link.DisposeAsync();
        _context.Scheduler.Dispose();
    }

    [Fact]
    public void OnDeadline_DueBeforeItEnded_IsRememberedAllTheSame()
    {
        var session = SessionIds.New(SessionKind.New, HotlinkFraming.Bytes, StreamKeys.New());
        var stream = new InboundStream(_context, new("alice@one.example/x/stream.tcp.request", "alice@one.example", session), SessionIds.Read(session), _link);
        _context.Sessions.Add(stream, session);
        stream.Start();
        stream.SessionEnded(session, "aborted");

        stream.OnDeadline(_context.Scheduler.Now);
        Assert.Same(stream, _context.Sessions.FindKnown(stream.Mark));

        stream.OnDeadline(_context.Scheduler.Now + _context.Options.ResumeWindow + TimeSpan.FromSeconds(1));
        Assert.Null(_context.Sessions.FindKnown(stream.Mark));
    }

    private sealed class NoSink : IMessageSink
    {
        public void OnMessage(ReadOnlyMemory<byte> message, FrameKind kind, out Task? pause) => pause = null;
    }
}
