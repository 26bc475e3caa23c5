using Hotlink.Load.Client;
using Hotlink.Load.Frames;
using Hotlink.Load.Sessions;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Load.Tests.Frames;

public sealed class DataFrameTests
{
    private const string Path = "bench-a-0@bench.local/bench/0-0/data.request";
    private static readonly SessionName Name = new(0x1234, 3, 0);

    public static TheoryData<int, bool> SizesAndEncodings()
    {
        var data = new TheoryData<int, bool>();
        foreach (var size in (int[])[48, 49, 50, 51, 100, 1024, 65_536])
        {
            data.Add(size, true);
            data.Add(size, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(SizesAndEncodings))]
    public void Write_AnyNumber_IsReadAsWhatWasSentAndTakenAsSound(int size, bool isMsgPack)
    {
        var encoding = isMsgPack ? WireEncoding.MsgPack : WireEncoding.Json;
        var pattern = new PayloadPattern(size);
        var frame = DataFrame.Create(encoding, Name, Path, pattern, new MaskKeys(random: true));
        var inflow = new Inflow(Name, System.Text.Encoding.UTF8.GetBytes(Path), pattern);
        foreach (var seq in (ulong[])[1, 9, 10, 63, 64, 65, 1_000_000, ulong.MaxValue / 2])
        {
            var message = Written(frame, seq);

            var data = Assert.IsType<HotlinkData>(Read(message, encoding));
            Assert.Equal((Name.ToString(), seq, Path, size), (data.SessionId, data.Seq, data.Path, data.Payload.Length));
            Assert.True(Take(inflow, message, encoding));
        }

        Assert.Equal(0, inflow.Corrupt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TryTake_AnyDamagedPayloadByte_IsCorrupt(bool isMsgPack)
    {
        var encoding = isMsgPack ? WireEncoding.MsgPack : WireEncoding.Json;
        var pattern = new PayloadPattern(300);
        var frame = DataFrame.Create(encoding, Name, Path, pattern, new MaskKeys(random: false));
        var inflow = new Inflow(Name, System.Text.Encoding.UTF8.GetBytes(Path), pattern);
        var sound = Written(frame, 1);
        Assert.Equal(PeekResult.Ok, FrameHeader.TryPeek(sound, KindOf(encoding), out var header));
        var (start, length) = header.Payload.GetOffsetAndLength(sound.Length);
        for (var at = start; at < start + length; at++)
        {
            var damaged = sound.ToArray();
            damaged[at] = damaged[at] == (byte)'A' ? (byte)'B' : (byte)'A';

            Assert.False(Take(inflow, damaged, encoding));
        }

        Assert.Equal((length, 0), (inflow.Corrupt, inflow.Received));
    }

    [Fact]
    public void TryTake_TheEndOfAnotherMessage_IsCorrupt()
    {
        var pattern = new PayloadPattern(1024);
        var frame = DataFrame.Create(WireEncoding.MsgPack, Name, Path, pattern, new MaskKeys(random: false));
        var inflow = new Inflow(Name, System.Text.Encoding.UTF8.GetBytes(Path), pattern);
        var (first, second) = (Written(frame, 1), Written(frame, 2));

        Assert.False(Take(inflow, [.. first[..^500], .. second[^500..]], WireEncoding.MsgPack));
    }

    [Fact]
    public void TryTake_AMessageOfAnotherSession_IsCorrupt()
    {
        var pattern = new PayloadPattern(100);
        var frame = DataFrame.Create(WireEncoding.MsgPack, Name with { Slot = 4 }, Path, pattern, new MaskKeys(random: false));
        var inflow = new Inflow(Name, System.Text.Encoding.UTF8.GetBytes(Path), pattern);

        Assert.False(Take(inflow, Written(frame, 1), WireEncoding.MsgPack));
    }

    [Fact]
    public void Write_Allocates_Nothing()
    {
        var pattern = new PayloadPattern(1024);
        foreach (var encoding in (WireEncoding[])[WireEncoding.MsgPack, WireEncoding.Json])
        {
            var frame = DataFrame.Create(encoding, Name, Path, pattern, new MaskKeys(random: true));
            var output = new byte[frame.MaxLength];
            frame.Write(output, 1, 1);

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (ulong seq = 2; seq < 100; seq++)
            {
                frame.Write(output, seq, 1);
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void TryTake_Allocates_NothingAfterTheFirst()
    {
        var pattern = new PayloadPattern(1024);
        foreach (var encoding in (WireEncoding[])[WireEncoding.MsgPack, WireEncoding.Json])
        {
            var frame = DataFrame.Create(encoding, Name, Path, pattern, new MaskKeys(random: false));
            var inflow = new Inflow(Name, System.Text.Encoding.UTF8.GetBytes(Path), pattern);
            byte[][] messages = [.. Enumerable.Range(1, 50).Select(seq => Written(frame, (ulong)seq))];
            Assert.True(Take(inflow, messages[0], encoding));

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var at = 1; at < messages.Length; at++)
            {
                Take(inflow, messages[at], encoding);
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(messages.Length, inflow.Received);
        }
    }

    // The message inside of a client's frame, its mask taken off.
    private static byte[] Written(DataFrame frame, ulong seq)
    {
        var bytes = new byte[frame.MaxLength];
        var length = frame.Write(bytes, seq, stamp: 77);
        var headerLength = (bytes[1] & 0x7f) switch { 126 => 8, 127 => 14, _ => 6 };
        var message = bytes[headerLength..length];
        Assert.Equal(headerLength, ClientFrame.HeaderLength(message.Length));
        Masking.Apply(message, BitConverter.ToUInt32(bytes, headerLength - 4));
        return message;
    }

    private static bool Take(Inflow inflow, byte[] message, WireEncoding encoding) =>
        FrameHeader.TryPeek(message, KindOf(encoding), out var header) == PeekResult.Ok && inflow.TryTake(header, message, out _);

    private static Message Read(byte[] message, WireEncoding encoding)
    {
        Assert.True(MessageReader.TryRead(message, KindOf(encoding), FrameLimits.Default, out var read, out var violation), violation.Text);
        return read.Body;
    }

    private static FrameKind KindOf(WireEncoding encoding) => encoding == WireEncoding.MsgPack ? FrameKind.Binary : FrameKind.Text;
}
