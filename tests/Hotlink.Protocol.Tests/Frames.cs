using System.Buffers.Binary;
using System.Text;

namespace Hotlink.Protocol.Tests;

/// <summary>Frames put together by hand.</summary>
internal static class Frames
{
    /// <summary>A binary frame around a MessagePack document given in hex, with id <c>a</c>.</summary>
    public static byte[] Binary(MessageType type, string bodyHex) => Binary(type, Hex(bodyHex));

    public static byte[] Binary(MessageType type, ReadOnlySpan<byte> body)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        return [.. Hex("53420101 83 a26964 a161 a3747970"), (byte)type, .. Hex("a3646174 c6"), .. length, .. body];
    }

    /// <summary>A text frame around a JSON body, with id <c>a</c>.</summary>
    public static byte[] Text(MessageType type, string body) =>
        Encoding.UTF8.GetBytes($"{{\"id\":\"a\",\"typ\":{(int)type},\"dat\":{body}}}");

    public static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    public static ViolationKind Refusal(byte[] frame, FrameKind kind, FrameLimits? limits = null)
    {
        MessageReader.TryRead(frame, kind, limits ?? FrameLimits.Default, out _, out var violation);
        return violation.Kind;
    }
}
