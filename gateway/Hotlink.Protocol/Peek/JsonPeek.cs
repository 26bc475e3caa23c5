using System.Globalization;
using System.Text.Unicode;
using Hotlink.Protocol.Catalogue;
using Hotlink.Protocol.Json;

namespace Hotlink.Protocol.Peek;

/// <summary>
/// Looks through a JSON frame in the safe profile (wire-protocol, section 7.4). Anything else, damage included, makes it give up:
/// the reader decides then.
/// </summary>
internal ref struct JsonPeek(ReadOnlySpan<byte> frame)
{
    private readonly ReadOnlySpan<byte> _frame = frame;
    private JsonCursor _cursor = new(frame);

    public bool TryRead(out HeaderParts parts)
    {
        parts = default;
        var outer = default(HeaderParts);
        Schema? schema = null;
        var started = false;
        var known = _cursor.Expect((byte)'{');
        for (var guess = 0; known && TryField(WireCodec.Schema, guess, ref started, ref outer, out var field); guess++)
        {
            switch (field)
            {
                case WireCodec.Id:
                    known = TryPlainText(out parts.Id);
                    break;
                case WireCodec.Type:
                    known = TryNumber(out var type);
                    schema = HotlinkSchemas.Of(type);
                    parts.Type = (MessageType)type;
                    break;
                default:
                    known = schema is not null && TryBody(schema, ref parts);
                    break;
            }
        }

        return known && !_cursor.Failed && outer.HasAll(WireCodec.Schema) && _cursor.Peek() == 0 && _cursor.Position == _frame.Length;
    }

    private bool TryBody(Schema schema, ref HeaderParts parts)
    {
        var started = false;
        var known = _cursor.Expect((byte)'{');
        for (var guess = 0; known && TryField(schema, guess, ref started, ref parts, out var field); guess++)
        {
            known = TryValue(schema[field], ref parts);
        }

        return known && !_cursor.Failed && parts.HasAll(schema);
    }

    /// <summary>Steps to the next field; false at the end of the object. An unknown or repeated one fails the cursor.</summary>
    private bool TryField(Schema schema, int guess, ref bool started, ref HeaderParts seen, out int field)
    {
        field = -1;
        if (!_cursor.NextKey(ref started, out var key))
        {
            return false;
        }

        field = key.Escaped ? -1 : schema.Find(WireEncoding.Json, Raw(key), guess);
        if (field >= 0 && seen.See(field))
        {
            return true;
        }

        _cursor.Fail(ViolationKind.MalformedJson);
        return false;
    }

    private bool TryValue(Field field, ref HeaderParts parts) => field.Part switch
    {
        HeaderPart.SessionId => TryPlainText(out parts.SessionId),
        HeaderPart.Seq => TryNumber(out parts.Seq),
        HeaderPart.Path => TryPlainText(out parts.Path),
        HeaderPart.Payload => TryBase64(out parts.Payload),
        _ when field.Kind == FieldKind.Texts => TryTexts(),
        _ => (field.Nilable && _cursor.TryNull()) || TryText(out _),
    };

    private bool TryTexts()
    {
        var started = false;
        var known = _cursor.Expect((byte)'[');
        while (known && _cursor.NextItem(ref started))
        {
            known = TryText(out _);
        }

        return known && !_cursor.Failed;
    }

    /// <summary>A string that both peers read alike: valid UTF-8, and no escape of a surrogate, which need not be paired.</summary>
    private bool TryText(out JsonString text)
    {
        if (!_cursor.TryString(out text) || !Utf8.IsValid(Raw(text)))
        {
            return false;
        }

        return !text.Escaped || (!Contains(text, "\\ud"u8) && !Contains(text, "\\uD"u8));
    }

    private bool TryPlainText(out Extent extent)
    {
        var known = TryText(out var text) && !text.Escaped;
        extent = new Extent(text.Start, text.Length);
        return known;
    }

    private bool TryBase64(out Extent extent)
    {
        var known = _cursor.TryString(out var text) && JsonBase64.IsWellFormed(Raw(text), out var padding)
            && !JsonBase64.HasStrayBits(Raw(text), padding);
        extent = new Extent(text.Start, text.Length);
        return known;
    }

    private bool TryNumber(out ulong value)
    {
        value = 0;
        return _cursor.TryNumber(out var digits) && ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private readonly ReadOnlySpan<byte> Raw(JsonString text) => _frame.Slice(text.Start, text.Length);

    private readonly bool Contains(JsonString text, ReadOnlySpan<byte> escape) => Raw(text).IndexOf(escape) >= 0;
}
