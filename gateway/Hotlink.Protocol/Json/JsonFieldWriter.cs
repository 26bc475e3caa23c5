using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Hotlink.Protocol.Catalogue;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.Text;
using Hotlink.Protocol.Urls;

namespace Hotlink.Protocol.Json;

/// <summary>Writes JSON byte for byte as Go does: no whitespace, keys in order, its escapes (see <see cref="JsonEscaper"/>).</summary>
internal struct JsonFieldWriter(IBufferWriter<byte> output) : IFieldWriter
{
    private const int Base64Chunk = 3 * 16 * 1024;
    private const int MaxNumberLength = 20;

    private bool _comma;

    public Mark BeginStruct()
    {
        Comma();
        output.Write("{"u8);
        _comma = false;
        return default;
    }

    public void EndStruct(Mark mark)
    {
        output.Write("}"u8);
        _comma = true;
    }

    public bool BeginList(Field field, int? count)
    {
        if (!Key(field, empty: count is null or 0))
        {
            return false;
        }

        if (count is null)
        {
            output.Write("null"u8);
            return false;
        }

        output.Write("["u8);
        _comma = false;
        return true;
    }

    public void EndList()
    {
        output.Write("]"u8);
        _comma = true;
    }

    public void Text(Field field, string value)
    {
        if (Key(field, empty: string.IsNullOrEmpty(value)))
        {
            JsonEscaper.Write(output, value);
        }
    }

    public void Int(Field field, long value) => Int64(field, value);

    public void Int64(Field field, long value)
    {
        Key(field, empty: false);
        value.TryFormat(output.GetSpan(MaxNumberLength), out var length, default, CultureInfo.InvariantCulture);
        output.Advance(length);
    }

    public void UInt64(Field field, ulong value)
    {
        Key(field, empty: false);
        value.TryFormat(output.GetSpan(MaxNumberLength), out var length, default, CultureInfo.InvariantCulture);
        output.Advance(length);
    }

    public void Bytes(Field field, ReadOnlySpan<byte> value)
    {
        if (!Key(field, value.IsEmpty))
        {
            return;
        }

        output.Write("\""u8);
        while (!value.IsEmpty)
        {
            var chunk = value[..Math.Min(value.Length, Base64Chunk)];
            var space = output.GetSpan(Base64.GetMaxEncodedToUtf8Length(chunk.Length));
            Base64.EncodeToUtf8(chunk, space, out _, out var written);
            output.Advance(written);
            value = value[chunk.Length..];
        }

        output.Write("\""u8);
    }

    public void Texts(Field field, IReadOnlyList<string> value)
    {
        if (!BeginList(field, value.Count))
        {
            return;
        }

        foreach (var text in value)
        {
            Comma();
            JsonEscaper.Write(output, text);
        }

        EndList();
    }

    public void Map(Field field, IReadOnlyDictionary<string, string>? value)
    {
        if (!Key(field, empty: value is null or { Count: 0 }) || value is null)
        {
            return;
        }

        _comma = false;
        var mark = BeginStruct();
        foreach (var (key, text) in value.OrderBy(pair => pair.Key, Utf8Text.ByteOrder))
        {
            Comma();
            JsonEscaper.Write(output, key);
            output.Write(":"u8);
            JsonEscaper.Write(output, text);
        }

        EndStruct(mark);
    }

    public void Time(Field field, WireTime value)
    {
        Key(field, empty: false);
        Span<byte> text = stackalloc byte[Rfc3339.MaxLength];
        output.Write("\""u8);
        output.Write(text[..Rfc3339.Write(text, value)]);
        output.Write("\""u8);
    }

    public void Url(Field field, SyftUrl value) => Text(field, SyftUrlText.Of(value));

    /// <summary>Writes the key of a structure that follows.</summary>
    public void BeginDocument(Field field)
    {
        Key(field, empty: false);
        _comma = false;
    }

    /// <summary>Writes a key; false where the field is left out.</summary>
    private bool Key(Field field, bool empty)
    {
        if (empty && field.OmittedWhenEmpty(WireEncoding.Json))
        {
            return false;
        }

        Comma();
        output.Write("\""u8);
        output.Write(field.Key(WireEncoding.Json));
        output.Write("\":"u8);
        return true;
    }

    private void Comma()
    {
        if (_comma)
        {
            output.Write(","u8);
        }

        _comma = true;
    }
}
