using Hotlink.Client.Connection;
using Hotlink.Client.Wire;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Client.Tests.Connection;

/// <summary>The quick way of writing data frames gives the bytes of the codec.</summary>
public sealed class DataFrameEncoderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(255, 31)]
    [InlineData(256, 32)]
    [InlineData(65_000, 200)]
    [InlineData(65_536, 256)]
    [InlineData(300_000, 1024)]
    public void Begin_AnyLengths_WritesWhatTheCodecWrites(int payloadBytes, int pathBytes)
    {
        var (path, other, tag) = (new string('p', pathBytes), new string('q', pathBytes), new string('t', pathBytes));
        var payload = Hotlink.Testing.Streams.StreamPattern.At(3, payloadBytes);
        var encoder = new DataFrameEncoder("id1234", "00112233aabbccdd", path);

        foreach (var (framePath, frameTag) in new[] { ("", ""), (other, ""), ("", tag), (other, tag) })
        {
            using var output = new OutputBuffer();
            encoder.Begin(output, 77, System.Text.Encoding.UTF8.GetBytes(framePath), System.Text.Encoding.UTF8.GetBytes(frameTag), payloadBytes);
            output.Append(payload.AsSpan(0, payloadBytes / 3));
            output.Append(payload.AsSpan(payloadBytes / 3));

            var message = new HotlinkData("00112233aabbccdd", 77, framePath.Length == 0 ? path : framePath, frameTag, payload);
            Assert.Equal(MessageWriter.ToArray(WireEncoding.MsgPack, new("id1234", message)), Unmask(output.Written.Span));
        }
    }

    private static byte[] Unmask(ReadOnlySpan<byte> frame)
    {
        var head = (frame[1] & 0x7f) switch { 126 => 4, 127 => 10, _ => 2 };
        var key = frame.Slice(head, 4).ToArray();
        var payload = frame[(head + 4)..].ToArray();
        for (var index = 0; index < payload.Length; index++)
        {
            payload[index] ^= key[index & 3];
        }

        return payload;
    }
}
