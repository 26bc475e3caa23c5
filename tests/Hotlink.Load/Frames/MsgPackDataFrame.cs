using System.Buffers.Binary;
using Hotlink.Load.Client;
using Hotlink.Protocol;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Load.Frames;

/// <summary>MessagePack: all frames have one length; number and payload stand at fixed places.</summary>
internal sealed class MsgPackDataFrame : DataFrame
{
    private const ulong SeqMark = 0x1122334455667788;

    private readonly SessionName _name;
    private readonly PayloadPattern _pattern;
    private readonly MaskKeys _masks;
    private readonly byte[] _head;
    private readonly int _seqAt;

    public MsgPackDataFrame(SessionName name, string path, PayloadPattern pattern, MaskKeys masks)
    {
        (_name, _pattern, _masks) = (name, pattern, masks);
        var sample = Sample(WireEncoding.MsgPack, name, SeqMark, path, new byte[pattern.PayloadLength]);
        Span<byte> mark = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(mark, SeqMark);
        _head = sample[..^pattern.PayloadLength];
        _seqAt = _head.AsSpan().IndexOf(mark);
        if (_seqAt < 0)
        {
            throw new InvalidOperationException("The number of a data frame is not in eight bytes in front of its payload.");
        }
    }

    /// <inheritdoc/>
    public override int MaxLength => ClientFrame.HeaderLength(MessageLength) + MessageLength;

    private int MessageLength => _head.Length + _pattern.PayloadLength;

    /// <inheritdoc/>
    public override int Write(Span<byte> output, ulong seq, long stamp)
    {
        var mask = _masks.Next();
        var at = ClientFrame.WriteHeader(output, WebSocketOpcode.Binary, MessageLength, mask);
        var message = output.Slice(at, MessageLength);
        _head.CopyTo(message);
        BinaryPrimitives.WriteUInt64BigEndian(message[_seqAt..], seq);
        var header = new PayloadHeader(_name.Run, _name.Slot, seq, stamp, _pattern.PayloadLength);
        var payload = message[_head.Length..];
        header.Write(payload);
        _pattern.After(header).CopyTo(payload[PayloadHeader.Size..]);
        Masking.Apply(message, mask);
        return at + MessageLength;
    }
}
