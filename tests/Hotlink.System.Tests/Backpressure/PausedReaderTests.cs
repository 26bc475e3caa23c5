using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Backpressure;

[Collection(nameof(Alone))]
public sealed class PausedReaderTests : RelayTest
{
    private const int FrameBytes = 64 * 1024;
    private const int FrameCount = 640; // 40 MiB

    // Frames are in buffers of powers of two: one of 64 KiB and a header takes 128. On top of twice the bounds of one session (3 MiB for
    // the socket, 1 MiB from the socket, and as much on the way between) come the pipes of the two sockets.
    private const long GrowthBytes = (2 * 5 * 1024 * 1024) + (3 * 1024 * 1024);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    // Pitfalls 1, 5, 9: a full queue stops the sender; nothing is dropped, and what is held is bounded in bytes.
    [Fact]
    public async Task Data_ReaderPauses_NothingLostAndMemoryBounded()
    {
        var relay = await StartAsync();
        var sender = await relay.ConnectAsync(new PeerOptions { User = Alice });
        var reader = await relay.ConnectAsync(new PeerOptions { User = Bob });
        var path = Paths.Tcp(Alice);
        var sessionId = await sender.LinkAsync(path, reader);
        var recorder = new StreamRecorder(reader, FrameCount);
        reader.StopReading();
        var before = Memory.Settled(relay);

        var sent = 0;
        var sending = SendAllAsync();
        await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        var growth = Memory.Settled() - before;
        var sentInPause = Volatile.Read(ref sent);

        Assert.True(sentInPause < FrameCount, "the relay took 40 MiB for a reader that takes nothing");
        Assert.True(growth < GrowthBytes, $"{growth:N0} bytes more while {sentInPause} frames were sent; {relay.Holdings}");
        reader.GoOnReading();
        await sending;
        await recorder.CompleteAsync();
        Assert.Equal((long)FrameBytes * FrameCount, recorder.Bytes);

        async Task SendAllAsync()
        {
            for (var seq = 1UL; seq <= FrameCount; seq++)
            {
                await sender.SendAsync(new HotlinkData(sessionId, seq, path, "", StreamPattern.At(seq, FrameBytes)));
                Interlocked.Increment(ref sent);
            }
        }
    }
}
