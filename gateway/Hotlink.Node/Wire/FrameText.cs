using System.Buffers;
using System.Text;
using Hotlink.Protocol;

namespace Hotlink.Node.Wire;

/// <summary>Frames as lines of text: binary ones in hex, JSON ones as they are.</summary>
internal static class FrameText
{
    private static readonly SearchValues<char> HexAndBlanks = SearchValues.Create("0123456789abcdefABCDEF \t");

    /// <summary>From either kind of frame to its JSON frame.</summary>
    public static bool TryDecode(string line, FrameLimits limits, out string result)
    {
        var frame = FromHex(line);
        var kind = frame is null ? FrameKind.Text : FrameKind.Binary;
        if (!TryRead(frame ?? Encoding.UTF8.GetBytes(line), kind, limits, out var message, out result))
        {
            return false;
        }

        result = Encoding.UTF8.GetString(MessageWriter.ToArray(WireEncoding.Json, message));
        return true;
    }

    /// <summary>From a JSON frame to its MessagePack frame.</summary>
    public static bool TryEncode(string line, FrameLimits limits, out string result)
    {
        if (!TryRead(Encoding.UTF8.GetBytes(line), FrameKind.Text, limits, out var message, out result))
        {
            return false;
        }

        result = Convert.ToHexStringLower(MessageWriter.ToArray(WireEncoding.MsgPack, message));
        return true;
    }

    private static bool TryRead(byte[] frame, FrameKind kind, FrameLimits limits, out WireMessage message, out string refusal)
    {
        var accepted = MessageReader.TryRead(frame, kind, limits, out message, out var violation);
        refusal = violation.Text;
        return accepted;
    }

    /// <summary>The bytes of a line of hex; null where it is none.</summary>
    private static byte[]? FromHex(string line)
    {
        if (string.IsNullOrWhiteSpace(line) || line.AsSpan().ContainsAnyExcept(HexAndBlanks))
        {
            return null;
        }

        var digits = line.Replace(" ", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal);
        return digits.Length % 2 == 0 ? Convert.FromHexString(digits) : null;
    }
}
