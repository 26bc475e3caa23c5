using System.Buffers.Text;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Load.Frames;

/// <summary>
/// What a reader tells the sender in a signal: how many messages it has got. It stands in the signal's token as <c>hlb-ack.</c>, reader
/// (8 hexadecimal digits) and count (16), and is found there without decoding.
/// </summary>
internal static class Acknowledgement
{
    private const int ReaderLength = 8;
    private const int CountLength = 16;
    private const int Length = ReaderLength + CountLength;

    private static ReadOnlySpan<byte> Mark => "hlb-ack."u8;

    /// <summary>A frame whose count can be changed with <see cref="Write"/>.</summary>
    public static PatchedFrame Frame(WireEncoding encoding, string sessionId, int reader)
    {
        var digits = $"{reader:x8}{ulong.MaxValue:x16}";
        return new(encoding, ControlFrame.Message(new HotlinkSignal(sessionId, "bench_ack", [], "hlb-ack." + digits)), digits);
    }

    /// <summary>Puts a count into a frame.</summary>
    public static void Write(PatchedFrame frame, long count) =>
        Utf8Formatter.TryFormat(count, frame.Changing[ReaderLength..], out _, new('x', CountLength));

    /// <summary>Finds one in a signal.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out int reader, out long count)
    {
        (reader, count) = (0, 0);
        var at = message.IndexOf(Mark);
        if (at < 0 || message.Length - at - Mark.Length < Length)
        {
            return false;
        }

        var digits = message.Slice(at + Mark.Length, Length);
        return Utf8Parser.TryParse(digits[..ReaderLength], out reader, out var used, 'x') && used == ReaderLength
            && Utf8Parser.TryParse(digits[ReaderLength..], out count, out used, 'x') && used == CountLength;
    }
}
