namespace Hotlink.Protocol;

/// <summary>The four bytes in front of a binary frame: <c>53 42</c>, version 1, encoding (wire-protocol, section 6.2).</summary>
internal static class Envelope
{
    public const int Length = 4;

    private const byte Version = 1;
    private const int VersionAt = 2;
    private const int EncodingAt = 3;

    private static ReadOnlySpan<byte> Magic => "SB"u8;

    public static ViolationKind Check(ReadOnlySpan<byte> frame, out WireEncoding encoding)
    {
        encoding = WireEncoding.Json;
        if (frame.Length < Length || !frame.StartsWith(Magic))
        {
            return ViolationKind.BadEnvelope;
        }

        if (frame[VersionAt] != Version)
        {
            return ViolationKind.UnsupportedVersion;
        }

        encoding = (WireEncoding)frame[EncodingAt];
        return encoding is WireEncoding.Json or WireEncoding.MsgPack ? ViolationKind.None : ViolationKind.UnsupportedEncoding;
    }

    public static void Write(Span<byte> frame, WireEncoding encoding)
    {
        Magic.CopyTo(frame);
        frame[VersionAt] = Version;
        frame[EncodingAt] = (byte)encoding;
    }
}
