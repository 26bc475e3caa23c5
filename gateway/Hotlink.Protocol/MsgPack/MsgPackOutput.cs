using System.Buffers.Binary;
using System.Text;

namespace Hotlink.Protocol.MsgPack;

/// <summary>
/// Writes single MessagePack values. Made without a buffer it only counts, which is how the length in front of a document is known
/// before its bytes are written.
/// </summary>
internal ref struct MsgPackOutput
{
    private readonly Span<byte> _buffer;
    private readonly bool _counting;

    private MsgPackOutput(Span<byte> buffer, bool counting)
    {
        _buffer = buffer;
        _counting = counting;
    }

    public int Position { get; private set; }

    public static MsgPackOutput Counting() => new(default, counting: true);

    public static MsgPackOutput To(Span<byte> buffer) => new(buffer, counting: false);

    public void Byte(byte value)
    {
        if (!_counting)
        {
            _buffer[Position] = value;
        }

        Position++;
    }

    /// <summary>Writes over a byte that is already there.</summary>
    public readonly void Patch(int position, byte value)
    {
        if (!_counting)
        {
            _buffer[position] = value;
        }
    }

    public void Raw(scoped ReadOnlySpan<byte> bytes)
    {
        if (!_counting)
        {
            bytes.CopyTo(_buffer[Position..]);
        }

        Position += bytes.Length;
    }

    /// <summary>A code and a number of 1, 2, 4 or 8 bytes behind it.</summary>
    public void Number(byte code, ulong value, int width)
    {
        Byte(code);
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        Raw(bytes[^width..]);
    }

    /// <summary>An integer in as few bytes as it goes.</summary>
    public void Int(long value)
    {
        switch (value)
        {
            case >= -32 and <= MsgPackCode.PositiveFixIntMax: Byte((byte)value); break;
            case >= 0 and <= byte.MaxValue: Number(MsgPackCode.UInt8, (ulong)value, sizeof(byte)); break;
            case >= 0 and <= ushort.MaxValue: Number(MsgPackCode.UInt16, (ulong)value, sizeof(ushort)); break;
            case >= 0 and <= uint.MaxValue: Number(MsgPackCode.UInt32, (ulong)value, sizeof(uint)); break;
            case >= 0: Number(MsgPackCode.UInt64, (ulong)value, sizeof(ulong)); break;
            case >= sbyte.MinValue: Number(MsgPackCode.Int8, (ulong)value, sizeof(sbyte)); break;
            case >= short.MinValue: Number(MsgPackCode.Int16, (ulong)value, sizeof(short)); break;
            case >= int.MinValue: Number(MsgPackCode.Int32, (ulong)value, sizeof(int)); break;
            default: Number(MsgPackCode.Int64, (ulong)value, sizeof(long)); break;
        }
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        if (length <= MsgPackCode.FixStrLengthMax)
        {
            Byte((byte)(MsgPackCode.FixStr | length));
        }
        else
        {
            Head(length, MsgPackCode.Str8, MsgPackCode.Str16, MsgPackCode.Str32);
        }

        if (!_counting)
        {
            Encoding.UTF8.GetBytes(value, _buffer[Position..]);
        }

        Position += length;
    }

    /// <summary>The head of a binary value of known length.</summary>
    public void BinHead(int length) => Head(length, MsgPackCode.Bin8, MsgPackCode.Bin16, MsgPackCode.Bin32);

    /// <summary>The head of an array.</summary>
    public void ArrayHead(int count) => Count(count, MsgPackCode.FixArray, MsgPackCode.Array16, MsgPackCode.Array32);

    /// <summary>The head of a map.</summary>
    public void MapHead(int count) => Count(count, MsgPackCode.FixMap, MsgPackCode.Map16, MsgPackCode.Map32);

    private void Count(int count, byte fix, byte code16, byte code32)
    {
        if (count <= MsgPackCode.FixCountMax)
        {
            Byte((byte)(fix | count));
        }
        else
        {
            Head(count, code16, code16, code32);
        }
    }

    private void Head(int length, byte code8, byte code16, byte code32)
    {
        switch (length)
        {
            case <= byte.MaxValue when code8 != code16: Number(code8, (ulong)length, sizeof(byte)); break;
            case <= ushort.MaxValue: Number(code16, (ulong)length, sizeof(ushort)); break;
            default: Number(code32, (ulong)length, sizeof(uint)); break;
        }
    }
}
