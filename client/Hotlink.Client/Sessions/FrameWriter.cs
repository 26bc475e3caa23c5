using System.Globalization;
using System.Text;
using Hotlink.Client.Connection;
using Hotlink.Client.Streams;
using Hotlink.Client.Wire;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Client.Sessions;

/// <summary>Writes the data frames of a stream into the connection's buffer, straight from where the stream keeps its bytes. Not thread-safe.</summary>
internal sealed class FrameWriter(SendStream stream, string path, bool needsTags)
{
    private const int MaxOwnTag = SessionIds.MaxLength + 1 + 20;
    private string _sessionId = "";
    private DataFrameEncoder? _encoder;

    /// <summary>The frames that follow belong to this session.</summary>
    public void Begin(string sessionId)
    {
        _sessionId = sessionId;
        _encoder = new(MessageIds.New(), sessionId, path);
    }

    /// <summary>Writes a frame.</summary>
    /// <returns>How many bytes of the application's it carries.</returns>
    public int Write(RelayLink link, OutputBuffer output, in OutFrame frame)
    {
        var isMessage = stream.Framing == HotlinkFraming.Messages;
        var record = isMessage ? stream.ReadRecord(frame.Offset) : new(0, 0, frame.Cost, 0);
        var payloadAt = frame.Offset + frame.Cost - record.PayloadLength;
        Span<byte> text = stackalloc byte[isMessage ? record.PathLength + record.TagLength : MaxOwnTag];
        if (isMessage)
        {
            stream.CopyTo(frame.Offset + MessageRecord.HeadBytes, text);
        }
        else
        {
            text = text[..WriteOwnTag(text, frame.Seq)];
        }

        var messagePath = text[..record.PathLength];
        var tag = text[record.PathLength..];
        if (link.Encoding == WireEncoding.Json)
        {
            WriteJson(link, output, frame.Seq, messagePath, tag, payloadAt, record.PayloadLength);
        }
        else
        {
            _encoder!.Begin(output, frame.Seq, messagePath, tag, record.PayloadLength);
            AppendPayload(output, payloadAt, record.PayloadLength);
        }

        return record.PayloadLength;
    }

    private void AppendPayload(OutputBuffer output, long offset, int length)
    {
        while (length > 0)
        {
            var piece = stream.At(offset);
            piece = piece[..Math.Min(piece.Length, length)];
            output.Append(piece);
            offset += piece.Length;
            length -= piece.Length;
        }
    }

    private void WriteJson(
        RelayLink link, OutputBuffer output, long seq, ReadOnlySpan<byte> messagePath, ReadOnlySpan<byte> tag, long payloadAt, int length)
    {
        var payload = new byte[length];
        stream.CopyTo(payloadAt, payload);
        var pathText = messagePath.IsEmpty ? path : Encoding.UTF8.GetString(messagePath);
        link.Encode(output, new HotlinkData(_sessionId, (ulong)seq, pathText, Encoding.UTF8.GetString(tag), payload));
    }

    // Existing Go clients drop the second of two frames with one tag, and make the tag from the content where there is none.
    private int WriteOwnTag(Span<byte> target, long seq)
    {
        if (!needsTags || stream.Mode == HotlinkMode.Reliable)
        {
            return 0;
        }

        var prefix = _encoder!.TagPrefix.Span;
        prefix.CopyTo(target);
        seq.TryFormat(target[prefix.Length..], out var digits, default, CultureInfo.InvariantCulture);
        return prefix.Length + digits;
    }
}
