using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Streams;

public sealed class InterleavedStreamsTests : RelayTest
{
    private const int StreamCount = 8;
    private const int FrameCount = 2000;

    // Pitfalls 1, 3, 4, 98: nothing dropped, nothing reordered, whatever else is under way.
    [Theory]
    [InlineData(WireEncoding.MsgPack, WireEncoding.MsgPack)]
    [InlineData(WireEncoding.Json, WireEncoding.Json)]
    [InlineData(WireEncoding.MsgPack, WireEncoding.Json)]
    [InlineData(WireEncoding.Json, WireEncoding.MsgPack)]
    public async Task Data_EightInterleavedStreams_AllThereInOrder(WireEncoding from, WireEncoding to)
    {
        var relay = await StartAsync();
        var sender = await relay.ConnectAsync(Alice, from);
        var reader = await relay.ConnectAsync(Bob, to);
        var recorder = new StreamRecorder(reader, StreamCount * FrameCount);
        var streams = new List<(string Id, string Path)>();
        for (var i = 0; i < StreamCount; i++)
        {
            var path = $"{Alice}/app_data/test/{i}/stream.tcp.request";
            streams.Add((await sender.LinkAsync(path, reader), path));
        }

        for (var seq = 1UL; seq <= FrameCount; seq += 20)
        {
            await sender.SendTogetherAsync(
                from step in Enumerable.Range(0, 20)
                from stream in streams
                select new HotlinkData(stream.Id, seq + (ulong)step, stream.Path, "", StreamPattern.At(seq + (ulong)step, 200)));
        }

        await recorder.CompleteAsync();
    }
}
