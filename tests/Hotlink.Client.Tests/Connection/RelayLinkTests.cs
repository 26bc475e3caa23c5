using Hotlink.Client.Connection;
using Hotlink.Client.Timing;
using Hotlink.Protocol;
using Hotlink.Protocol.WebSockets;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Connection;

/// <summary>One connection without a relay.</summary>
public sealed class RelayLinkTests
{
    [Fact] // The application whose call found the outbox idle must not become the writer of everybody's bytes for good.
    public async Task Write_SourceThatNeverRunsDry_GivesTheCallersThreadBack()
    {
        using var scheduler = new Scheduler(TimeProvider.System, static _ => { });
        using var sink = new SinkStream();
        await using var link = new RelayLink(
            new Handshake(sink, WireEncoding.MsgPack, "", "", ""), new NoSink(), scheduler, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        var source = new EndlessSource();

        var call = Task.Run(
            () =>
            {
                Assert.True(link.MarkReady(source, signals: false, data: true));
                link.Write();
                return Environment.CurrentManagedThreadId;
            },
            TestContext.Current.CancellationToken);

        await call.SoonAsync();
        var sofar = sink.Length;
        await EventWait.UntilAsync(() => sink.Length > sofar + 1_000_000);
    }

    private sealed class EndlessSource : IFrameSource
    {
        private readonly byte[] _payload = new byte[10_000];

        public bool IsUrgent { get; set; }

        public bool IsReady { get; set; }

        public void WriteSignals(RelayLink link, OutputBuffer output)
        {
        }

        public bool WriteFrame(RelayLink link, OutputBuffer output)
        {
            output.Add(WebSocketOpcode.Binary, _payload);
            return true;
        }
    }

    private sealed class NoSink : IMessageSink
    {
        public void OnMessage(ReadOnlyMemory<byte> message, FrameKind kind, out Task? pause) => pause = null;
    }

    // Takes everything at once until it is cancelled.
    private sealed class SinkStream : MemoryStream
    {
        private long _taken;

        public override long Length => Interlocked.Read(ref _taken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Interlocked.Add(ref _taken, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }
}
