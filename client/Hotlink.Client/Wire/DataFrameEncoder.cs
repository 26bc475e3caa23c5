using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Hotlink.Client.Connection;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Client.Wire;

/// <summary>
/// Writes the data frames of one session in MessagePack straight into what goes to the socket, without an allocation: the same bytes as
/// <c>MessageWriter</c> (wire-protocol, sections 6.2 and 8), which a test holds it to. Not thread-safe.
/// </summary>
internal sealed class DataFrameEncoder
{
    private const int Overhead = 64;
    private const byte FixStr = 0xa0;
    private const byte Str8 = 0xd9;
    private const byte Str16 = 0xda;
    private const byte Bin8 = 0xc4;
    private const byte Bin16 = 0xc5;
    private const byte Bin32 = 0xc6;
    private const byte UInt64 = 0xcf;
    private readonly byte[] _outer;
    private readonly byte[] _session;
    private readonly byte[] _path;

    /// <summary>Prepares what all frames of a session have in common.</summary>
    /// <param name="messageId">The id of every frame: nobody answers to it.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="path">The session's path.</param>
    public DataFrameEncoder(string messageId, string sessionId, string path)
    {
        _path = Encoding.UTF8.GetBytes(path);
        var id = Encoding.UTF8.GetBytes(messageId);
        _outer = [(byte)'S', (byte)'B', 1, 1, 0x83, 0xa2, .. "id"u8, .. TextHead(id.Length), .. id, 0xa3, .. "typ"u8, 0xcd, 0, 12, 0xa3, .. "dat"u8];
        var sid = Encoding.UTF8.GetBytes(sessionId);
        _session = [0xa3, .. "sid"u8, .. TextHead(sid.Length), .. sid, 0xa3, .. "seq"u8, UInt64];
        TagPrefix = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sessionId}-"));
    }

    /// <summary>The session's path in UTF-8.</summary>
    public ReadOnlySpan<byte> Path => _path;

    /// <summary>What the tags of this session's frames begin with, where each needs one of its own.</summary>
    public ReadOnlyMemory<byte> TagPrefix { get; }

    /// <summary>Begins a frame; exactly <paramref name="payloadLength"/> bytes are appended to the output next.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="seq">The frame's number.</param>
    /// <param name="path">The path; empty means the session's.</param>
    /// <param name="tag">The entity tag, or empty.</param>
    /// <param name="payloadLength">How many bytes the payload has, at least one.</param>
    public void Begin(OutputBuffer output, long seq, ReadOnlySpan<byte> path, ReadOnlySpan<byte> tag, int payloadLength)
    {
        path = path.IsEmpty ? _path : path;
        var tagLength = tag.IsEmpty ? 0 : 4 + TextHeadLength(tag.Length) + tag.Length;
        var body = 1 + _session.Length + sizeof(ulong) + 4 + TextHeadLength(path.Length) + path.Length + tagLength + 4
            + BinHeadLength(payloadLength) + payloadLength;
        Span<byte> head = stackalloc byte[_outer.Length + _session.Length + path.Length + tag.Length + Overhead];
        var writer = new Writer(head);
        writer.Raw(_outer);
        writer.BinHead(body);
        writer.Byte((byte)(0x80 | (tag.IsEmpty ? 4 : 5)));
        writer.Raw(_session);
        writer.Number((ulong)seq);
        writer.Text("pth"u8, path);
        if (!tag.IsEmpty)
        {
            writer.Text("etg"u8, tag);
        }

        writer.Byte(0xa3);
        writer.Raw("pay"u8);
        writer.BinHead(payloadLength);
        output.Begin(WebSocketOpcode.Binary, writer.Written.Length + payloadLength);
        output.Append(writer.Written);
    }

    private static byte[] TextHead(int length) => length switch
    {
        < 32 => [(byte)(FixStr | length)],
        <= byte.MaxValue => [Str8, (byte)length],
        _ => [Str16, (byte)(length >> 8), (byte)length],
    };

    private static int TextHeadLength(int length) => length < 32 ? 1 : length <= byte.MaxValue ? 2 : 3;

    private static int BinHeadLength(int length) => length <= byte.MaxValue ? 2 : length <= ushort.MaxValue ? 3 : 5;

    private ref struct Writer(Span<byte> target)
    {
        private readonly Span<byte> _target = target;
        private int _at;

        public readonly ReadOnlySpan<byte> Written => _target[.._at];

        public void Byte(byte value) => _target[_at++] = value;

        public void Raw(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_target[_at..]);
            _at += bytes.Length;
        }

        public void Number(ulong value)
        {
            BinaryPrimitives.WriteUInt64BigEndian(_target[_at..], value);
            _at += sizeof(ulong);
        }

        public void Text(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
        {
            Byte(0xa3);
            Raw(key);
            switch (value.Length)
            {
                case < 32:
                    Byte((byte)(FixStr | value.Length));
                    break;
                case <= byte.MaxValue:
                    Byte(Str8);
                    Byte((byte)value.Length);
                    break;
                default:
                    Byte(Str16);
                    UInt16(value.Length);
                    break;
            }

            Raw(value);
        }

        public void BinHead(int length)
        {
            switch (length)
            {
                case <= byte.MaxValue:
                    Byte(Bin8);
                    Byte((byte)length);
                    break;
                case <= ushort.MaxValue:
                    Byte(Bin16);
                    UInt16(length);
                    break;
                default:
                    Byte(Bin32);
                    BinaryPrimitives.WriteInt32BigEndian(_target[_at..], length);
                    _at += sizeof(int);
                    break;
            }
        }

        private void UInt16(int value)
        {
            BinaryPrimitives.WriteUInt16BigEndian(_target[_at..], (ushort)value);
            _at += sizeof(ushort);
        }
    }
}
