using Hotlink.Protocol.Catalogue;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.Text;

namespace Hotlink.Protocol.MsgPack;

/// <summary>Writes structures as MessagePack maps, with the widths that Go uses (wire-protocol, section 7.1).</summary>
internal ref struct MsgPackFieldWriter(MsgPackOutput output) : IFieldWriter
{
    private MsgPackOutput _output = output;
    private int _fields;

    /// <summary>How many bytes there are so far.</summary>
    public readonly int Length => _output.Position;

    public Mark BeginStruct()
    {
        var mark = new Mark(_output.Position, _fields);
        _fields = 0;
        _output.MapHead(0);
        return mark;
    }

    // No structure of the catalogue has more than 15 fields, so the one-byte head is filled in when they are counted.
    public void EndStruct(Mark mark)
    {
        _output.Patch(mark.Start, (byte)(MsgPackCode.FixMap | _fields));
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
            _output.Byte(MsgPackCode.Nil);
            return false;
        }

        _output.ArrayHead(entries);
        return true;
    }

    public readonly void EndList()
    {
    }

    /// <summary>Writes the head of a document of known length, which follows as a structure.</summary>
    public void BeginDocument(Field field, int length)
    {
        Key(field, empty: false);
        _output.BinHead(length);
    }

    public void Text(Field field, string value)
    {
        if (Key(field, empty: string.IsNullOrEmpty(value)))
        {
            _output.Text(value);
        }
    }

    public void Int(Field field, long value)
    {
        Key(field, empty: false);
        _output.Int(value);
    }

    public void Int64(Field field, long value)
    {
        Key(field, empty: false);
        _output.Number(MsgPackCode.Int64, (ulong)value, sizeof(long));
    }

    public void UInt64(Field field, ulong value)
    {
        Key(field, empty: false);
        _output.Number(MsgPackCode.UInt64, value, sizeof(ulong));
    }

    public void UInt16(Field field, ushort value)
    {
        Key(field, empty: false);
        _output.Number(MsgPackCode.UInt16, value, sizeof(ushort));
    }

    public void Bytes(Field field, ReadOnlySpan<byte> value)
    {
        if (!Key(field, value.IsEmpty))
        {
            return;
        }

        if (value.IsEmpty)
        {
            _output.Byte(MsgPackCode.Nil);
            return;
        }

        _output.BinHead(value.Length);
        _output.Raw(value);
    }

    public void Texts(Field field, IReadOnlyList<string> value)
    {
        if (BeginList(field, value.Count))
        {
            foreach (var text in value)
            {
                _output.Text(text);
            }
        }
    }

    public void Map(Field field, IReadOnlyDictionary<string, string>? value)
    {
        Key(field, empty: false);
        if (value is null)
        {
            _output.Byte(MsgPackCode.Nil);
            return;
        }

        _output.MapHead(value.Count);
        foreach (var (key, text) in value.OrderBy(pair => pair.Key, Utf8Text.ByteOrder))
        {
            _output.Text(key);
            _output.Text(text);
        }
    }

    public void Time(Field field, WireTime value)
    {
        Key(field, empty: false);
        Span<byte> body = stackalloc byte[MsgPackTime.MaxLength];
        body = body[..MsgPackTime.Write(body, value)];
        switch (body.Length)
        {
            case 4: _output.Byte(MsgPackCode.FixExt4); break;
            case 8: _output.Byte(MsgPackCode.FixExt8); break;
            default: _output.Number(MsgPackCode.Ext8, (ulong)body.Length, sizeof(byte)); break;
        }

        _output.Byte(unchecked((byte)MsgPackCode.TimestampType));
        _output.Raw(body);
    }

    public void Url(Field field, SyftUrl value)
    {
        Key(field, empty: false);
        SyftUrlCodec.Write(ref this, value);
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
        _output.Byte((byte)(MsgPackCode.FixStr | key.Length));
        _output.Raw(key);
        return true;
    }
}
