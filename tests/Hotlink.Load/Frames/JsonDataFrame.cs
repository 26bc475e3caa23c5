using System.Buffers.Text;
using System.Text;
using Hotlink.Load.Client;
using Hotlink.Protocol;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Load.Frames;

/// <summary>JSON: everything but number and payload is the same each time; the payload's base64 is ready but for its header.</summary>
internal sealed class JsonDataFrame : DataFrame
{
    private const ulong SeqMark = 8877665544332211009;
    private const int MaxSeqDigits = 20;
    private static readonly byte[] PayloadMark = "bench-payload"u8.ToArray();

    private readonly SessionName _name;
    private readonly PayloadPattern _pattern;
    private readonly MaskKeys _masks;
    private readonly byte[] _beforeSeq;
    private readonly byte[] _beforePayload;
    private readonly byte[] _end;

    public JsonDataFrame(SessionName name, string path, PayloadPattern pattern, MaskKeys masks)
    {
        (_name, _pattern, _masks) = (name, pattern, masks);
        var sample = Sample(WireEncoding.Json, name, SeqMark, path, PayloadMark);
        (_beforeSeq, var rest) = Cut(sample, $"{SeqMark}");
        (_beforePayload, _end) = Cut(rest, Convert.ToBase64String(PayloadMark));
    }

    /// <inheritdoc/>
    public override int MaxLength => ClientFrame.HeaderLength(MessageLength(MaxSeqDigits)) + MessageLength(MaxSeqDigits);

    /// <inheritdoc/>
    public override int Write(Span<byte> output, ulong seq, long stamp)
    {
        Span<byte> digits = stackalloc byte[MaxSeqDigits];
        Utf8Formatter.TryFormat(seq, digits, out var digitCount);
        var mask = _masks.Next();
        var length = MessageLength(digitCount);
        var at = ClientFrame.WriteHeader(output, WebSocketOpcode.Text, length, mask);
        var message = output.Slice(at, length);
        var rest = Put(message, _beforeSeq);
        rest = Put(rest, digits[..digitCount]);
        rest = Put(rest, _beforePayload);
        _pattern.WriteBase64(new(_name.Run, _name.Slot, seq, stamp, _pattern.PayloadLength), rest);
        Put(rest[_pattern.PayloadChars..], _end);
        Masking.Apply(message, mask);
        return at + length;
    }

    private int MessageLength(int digits) => _beforeSeq.Length + digits + _beforePayload.Length + _pattern.PayloadChars + _end.Length;

    private static Span<byte> Put(Span<byte> output, scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(output);
        return output[bytes.Length..];
    }

    private static (byte[] Before, byte[] After) Cut(byte[] text, string mark)
    {
        var wanted = Encoding.ASCII.GetBytes(mark);
        var at = text.AsSpan().IndexOf(wanted);
        return at < 0 ? throw new InvalidOperationException("A data frame in JSON is not written as expected.") : (text[..at], text[(at + wanted.Length)..]);
    }
}
