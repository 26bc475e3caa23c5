using System.Buffers.Text;

namespace Hotlink.Load.Frames;

/// <summary>
/// The bytes behind a payload's header: noise that can't be compressed, read from a place that depends on session and number, so that a
/// piece that got into the wrong frame is found. Made once for a payload length; thread-safe.
/// </summary>
internal sealed class PayloadPattern
{
    private const int Places = 64;
    private const int PlaceBytes = 48;
    private const int PlaceChars = PlaceBytes / 3 * 4;
    private const int Seed = 20240607;

    private readonly byte[] _noise;
    private readonly byte[] _base64;
    private readonly int _length;

    /// <summary>Makes the pattern.</summary>
    /// <param name="payloadLength">How long payloads are, header included.</param>
    public PayloadPattern(int payloadLength)
    {
        _length = payloadLength - PayloadHeader.Size;
        _noise = new byte[_length + (Places * PlaceBytes)];
        new Random(Seed).NextBytes(_noise);
        _base64 = new byte[Base64.GetMaxEncodedToUtf8Length(_noise.Length)];
        Base64.EncodeToUtf8(_noise, _base64, out _, out _);
    }

    /// <summary>How long a payload is, header included.</summary>
    public int PayloadLength => _length + PayloadHeader.Size;

    /// <summary>How long a payload is in base64.</summary>
    public int PayloadChars => Base64.GetMaxEncodedToUtf8Length(PayloadLength);

    /// <summary>What follows the header of one frame.</summary>
    public ReadOnlySpan<byte> After(in PayloadHeader header) => _noise.AsSpan(PlaceOf(header) * PlaceBytes, _length);

    /// <summary>Writes a whole payload in base64; it takes <see cref="PayloadChars"/>.</summary>
    public void WriteBase64(in PayloadHeader header, Span<byte> output)
    {
        Span<byte> head = stackalloc byte[PayloadHeader.Size];
        header.Write(head);
        Base64.EncodeToUtf8(head, output, out _, out var written, isFinalBlock: false);
        var wholeBytes = _length / 3 * 3;
        var wholeChars = wholeBytes / 3 * 4;
        _base64.AsSpan(PlaceOf(header) * PlaceChars, wholeChars).CopyTo(output[written..]);
        Base64.EncodeToUtf8(After(header)[wholeBytes..], output[(written + wholeChars)..], out _, out _);
    }

    private static int PlaceOf(in PayloadHeader header) => (int)((header.Seq + ((ulong)header.Slot * 13)) % Places);
}
