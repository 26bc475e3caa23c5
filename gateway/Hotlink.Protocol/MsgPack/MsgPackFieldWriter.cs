using System.Buffers.Binary;
using System.Text;
using Hotlink.Protocol.Catalogue;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.Text;

namespace Hotlink.Protocol.MsgPack;

/// <summary>
/// Writes MessagePack with the widths that Go uses. Made without an output it only counts, which is how the length in front of a
/// document is known before its bytes are written.
/// </summary>
internal ref struct MsgPackFieldWriter : IFieldWriter
{
    private readonly Span<byte> _output;
    private readonly bool _counting;
    private int _fields;

    private MsgPackFieldWriter(Span<byte> output, bool counting)
    {
        _output = output;
        _counting = counting;
    }

    public int Position { get; private set; }

    public static MsgPackFieldWriter Counting() => new(default, counting: true);

    public static MsgPackFieldWriter To(Span<byte> output) => new(output, counting: false);

    public Mark BeginStruct()
    {
        var mark = new Mark(Position, _fields);
        _fields = 0;
        Byte(MsgPackCode.FixMap);
        return mark;
    }

    // No structure of the catalogue has more than 15 fields, so the one-byte head is filled in when they are counted.
    public void EndStruct(Mark mark)
    {
        if (!_counting)
        {
            _output[mark.Start] = (byte)(MsgPackCode.FixMap | _fields);
        }

        _fields = mark.OuterCount;
    }

    public bool BeginList(Field field, int? count)
    {
        if (!Key(field, empty: count is null or 0))
        {
            return false;
        }

        if (count is not { } entries)
        {
            Byte(MsgPackCode.Nil);
            return false;
        }

        Count(entries, MsgPackCode.FixArray, MsgPackCode.Array16, MsgPackCode.Array32);
        return true;
    }

    public readonly void EndList()
    {
    }

    public void Text(Field field, string value)
    {
        if (Key(field, empty: string.IsNullOrEmpty(value)))
        {
            Text(value);
        }
    }

    public void Int(Field field, long value)
    {
        Key(field, empty: false);
        Int(value);
    }

    public void Int64(Field field, long value)
    {
        Key(field, empty: false);
        Number(MsgPackCode.Int64, (ulong)value, sizeof(long));
    }

    public void UInt64(Field field, ulong value)
    {
        Key(field, empty: false);
        Number(MsgPackCode.UInt64, value, sizeof(ulong));
    }

    public void Bytes(Field field, ReadOnlySpan<byte> value)
    {
        if (!Key(field, value.IsEmpty))
        {
            return;
        }

        if (value.IsEmpty)
        {
            Byte(MsgPackCode.Nil);
            return;
        }

        BinHead(value.Length);
        Raw(value);
    }

    public void Texts(Field field, IReadOnlyList<string> value)
    {
        if (BeginList(field, value.Count))
        {
            foreach (var text in value)
            {
                Text(text);
            }
        }
    }

    public void Map(Field field, IReadOnlyDictionary<string, string>? value)
    {
        Key(field, empty: false);
        if (value is null)
        {
            Byte(MsgPackCode.Nil);
            return;
        }

        Count(value.Count, MsgPackCode.FixMap, MsgPackCode.Map16, MsgPackCode.Map32);
        foreach (var (key, text) in value.OrderBy(pair => pair.Key, Utf8Text.ByteOrder))
        {
            Text(key);
            Text(text);
        }
    }

    public void Time(Field field, WireTime value)
    {
        Key(field, empty: false);
        Span<byte> body = stackalloc byte[MsgPackTime.MaxLength];
        body = body[..MsgPackTime.Write(body, value)];
        switch (body.Length)
        {
            case 4:
                Byte(MsgPackCode.FixExt4);
                break;
            case 8:
                Byte(MsgPackCode.FixExt8);
                break;
            default:
                Number(MsgPackCode.Ext8, MsgPackTime.MaxLength, sizeof(byte));
                break;
        }

        Byte(unchecked((byte)MsgPackCode.TimestampType));
        Raw(body);
    }

    public void Url(Field field, SyftUrl value)
    {
        Key(field, empty: false);
        SyftUrlCodec.Write(ref this, value);
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        switch (length)
        {
            case <= MsgPackCode.FixStrLengthMax: Byte((byte)(MsgPackCode.FixStr | length)); break;
            case <= byte.MaxValue: Number(MsgPackCode.Str8, (ulong)length, sizeof(byte)); break;
            case <= ushort.MaxValue: Number(MsgPackCode.Str16, (ulong)length, sizeof(ushort)); break;
            default: Number(MsgPackCode.Str32, (ulong)length, sizeof(uint)); break;
        }

        if (!_counting)
        {
            Encoding.UTF8.GetBytes(value, _output[Position..]);
        }

        Position += length;
    }

    private void Raw(scoped ReadOnlySpan<byte> bytes)
    {
        if (!_counting)
        {
            bytes.CopyTo(_output[Position..]);
        }

        Position += bytes.Length;
    }

    public void BinHead(int length)
    {
        switch (length)
        {
            case <= byte.MaxValue: Number(MsgPackCode.Bin8, (ulong)length, sizeof(byte)); break;
            case <= ushort.MaxValue: Number(MsgPackCode.Bin16, (ulong)length, sizeof(ushort)); break;
            default: Number(MsgPackCode.Bin32, (ulong)length, sizeof(uint)); break;
        }
    }

    /// <summary>A Go <c>uint16</c>: always three bytes.</summary>
    public void UInt16(Field field, ushort value)
    {
        Key(field, empty: false);
        Number(MsgPackCode.UInt16, value, sizeof(ushort));
    }

    /// <summary>Writes the head of a document of known length, which follows as a structure.</summary>
    public void BeginDocument(Field field, int length)
    {
        Key(field, empty: false);
        BinHead(length);
    }

    /// <summary>Writes a key and counts the field; false where it is left out.</summary>
    private bool Key(Field field, bool empty)
    {
        if (empty && field.OmittedWhenEmpty(WireEncoding.MsgPack))
        {
            return false;
        }

        _fields++;
        var key = field.Key(WireEncoding.MsgPack);
        Byte((byte)(MsgPackCode.FixStr | key.Length));
        Raw(key);
        return true;
    }

    private void Int(long value)
    {
        switch (value)
        {
            case >= 0 and <= MsgPackCode.PositiveFixIntMax or < 0 and >= -32: Byte((byte)value); break;
            case >= 0 and <= byte.MaxValue: Number(MsgPackCode.UInt8, (ulong)value, 1); break;
            case >= 0 and <= ushort.MaxValue: Number(MsgPackCode.UInt16, (ulong)value, 2); break;
            case >= 0 and <= uint.MaxValue: Number(MsgPackCode.UInt32, (ulong)value, 4); break;
            case >= 0: Number(MsgPackCode.UInt64, (ulong)value, 8); break;
            case >= sbyte.MinValue: Number(MsgPackCode.Int8, (ulong)value, 1); break;
            case >= short.MinValue: Number(MsgPackCode.Int16, (ulong)value, 2); break;
            case >= int.MinValue: Number(MsgPackCode.Int32, (ulong)value, 4); break;
            default: Number(MsgPackCode.Int64, (ulong)value, 8); break;
        }
    }

    private void Count(int count, byte fix, byte code16, byte code32)
    {
        switch (count)
        {
            case <= MsgPackCode.FixCountMax: Byte((byte)(fix | count)); break;
            case <= ushort.MaxValue: Number(code16, (ulong)count, sizeof(ushort)); break;
            default: Number(code32, (ulong)count, sizeof(uint)); break;
        }
    }

    private void Number(byte code, ulong value, int width)
    {
        Byte(code);
        if (!_counting)
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
            bytes[^width..].CopyTo(_output[Position..]);
        }

        Position += width;
    }

    private void Byte(byte value)
    {
        if (!_counting)
        {
            _output[Position] = value;
        }

        Position++;
    }
}
