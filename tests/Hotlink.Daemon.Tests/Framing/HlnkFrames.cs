using Hotlink.Daemon.Framing;

namespace Hotlink.Daemon.Tests.Framing;

/// <summary>Frames for tests, and their reading.</summary>
internal static class HlnkFrames
{
    /// <summary>The vectors of the protocol's description.</summary>
    public static TheoryData<string, string, string, string, ulong> Vectors => new()
    {
        {
            "484c4e4b0100110002000000040000000000000001616c40782e696f2f6d2e726571756573746531000102ff",
            "al@x.io/m.request", "e1", "000102ff", 1
        },
        { "484c4e4b0100110000000000000000000000000002616c40782e696f2f6d2e72657175657374", "al@x.io/m.request", "", "", 2 },
    };

    /// <summary>All frames in bytes that come at once.</summary>
    public static List<HlnkFrame> ReadAll(this HlnkReader reader, ReadOnlySpan<byte> bytes)
    {
        var frames = new List<HlnkFrame>();
        while (true)
        {
            var taken = reader.Read(bytes, out var frame);
            if (frame is null)
            {
                Assert.Equal(bytes.Length, taken);
                return frames;
            }

            frames.Add(frame);
            bytes = bytes[taken..];
        }
    }

    public static void Same(HlnkFrame expected, HlnkFrame? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal((expected.Path, expected.ETag, expected.Seq), (actual.Path, actual.ETag, actual.Seq));
        Assert.Equal(expected.Payload.ToArray(), actual.Payload.ToArray());
    }
}
