using System.Buffers;
using System.Globalization;
using Hotlink.Protocol.Catalogue;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.Urls;

namespace Hotlink.Protocol.Json;

/// <summary>Reads structures from JSON and takes what Go's encoding/json takes for the peer's types (wire-protocol, section 7.3).</summary>
internal ref struct JsonFieldReader : IFieldReader<JsonFieldReader>
{
    private readonly ReadOnlyMemory<byte> _document;
    private readonly ReadOnlySpan<byte> _text;
    private readonly FrameLimits _limits;
    private JsonCursor _cursor;
    private string _field;
    private int _depth;

    private JsonFieldReader(ReadOnlyMemory<byte> document, FrameLimits limits, string field)
    {
        (_document, _limits, _field) = (document, limits, field);
        _text = document.Span;
        _cursor = new JsonCursor(_text);
    }

    public static JsonFieldReader Open(ReadOnlyMemory<byte> document, FrameLimits limits, string field) => new(document, limits, field);

    public Scope EnterStruct(Schema schema) => Enter((byte)'{');

    public bool NextField(Schema schema, ref Scope scope, out int field)
    {
        while (!scope.Done && _cursor.NextKey(ref scope.Started, out var key))
        {
            field = FindField(schema, key, scope.Index++);
            if (field >= 0)
            {
                _field = schema[field].JsonName;
                return true;
            }

            _cursor.Skip(_limits.MaxDepth - _depth);
        }

        field = -1;
        return Leave(ref scope);
    }

    public Scope EnterList() => Enter((byte)'[');

    public bool NextItem(ref Scope scope) =>
        (!scope.Done && _cursor.NextItem(ref scope.Started) && Counted(ref scope)) || Leave(ref scope);

    public Scope EnterMap() => Enter((byte)'{');

    public bool NextKey(ref Scope scope, out string key)
    {
        key = "";
        if (!scope.Done && _cursor.NextKey(ref scope.Started, out var name) && Counted(ref scope))
        {
            key = Decode(name);
            return true;
        }

        return Leave(ref scope);
    }

    public string Text(string current)
    {
        if (_cursor.TryNull())
        {
            return current;
        }

        return TryString(out var text) ? Decode(text) : current;
    }

    // Go parses the digits of a signed field with a sign, those of an unsigned one without: -0 is one but not the other.
    public long Int64(long current) =>
        TryNumber(out var digits)
        && Parsed(long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            ? value
            : current;

    public ulong UInt64(ulong current) =>
        TryNumber(out var digits) && Parsed(ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            ? value
            : current;

    public ushort UInt16(ushort current) =>
        TryNumber(out var digits) && Parsed(ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            ? value
            : current;

    public ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<byte> current)
    {
        if (_cursor.TryNull())
        {
            return default;
        }

        if (_cursor.Peek() == '[')
        {
            return Octets();
        }

        if (TryString(out var text) && !JsonBase64.TryDecode(Raw(text), text.Escaped, out current))
        {
            _cursor.Fail(ViolationKind.BadBase64);
        }

        return current;
    }

    public ReadOnlyMemory<byte> Document(ReadOnlyMemory<byte> current)
    {
        _cursor.Peek();
        var start = _cursor.Position;
        _cursor.Skip(_limits.MaxDepth - _depth);
        return _document[start.._cursor.Position];
    }

    public WireTime Time(WireTime current)
    {
        // Go parses the text between the quotes as it stands, so an escape is no part of a time.
        if (!_cursor.TryNull() && TryString(out var text) && !Rfc3339.TryParse(Raw(text), out current))
        {
            _cursor.Fail(ViolationKind.BadTime);
        }

        return current;
    }

    public SyftUrl Url(SyftUrl current)
    {
        if (_cursor.TryNull() || (TryString(out var text) && !SyftUrlParser.TryParse(Decode(text), out current)))
        {
            _cursor.Fail(ViolationKind.BadUrl);
        }

        return current;
    }

    public bool Finish(out ProtocolViolation violation)
    {
        _cursor.Peek();
        if (_cursor.Position != _text.Length)
        {
            _cursor.Fail(ViolationKind.MalformedJson);
        }

        violation = _cursor.Failed ? new ProtocolViolation(_cursor.Failure, _field) : default;
        return !_cursor.Failed;
    }

    private readonly ReadOnlySpan<byte> Raw(JsonString text) => _text.Slice(text.Start, text.Length);

    private readonly string Decode(JsonString text) => JsonText.Decode(Raw(text), text.Escaped);

    private readonly int FindField(Schema schema, JsonString key, int guess)
    {
        var exact = key.Escaped ? -1 : schema.Find(WireEncoding.Json, Raw(key), guess);
        return exact >= 0 ? exact : schema.FindJsonFolded(Decode(key));
    }

    private Scope Enter(byte open)
    {
        if (_cursor.TryNull())
        {
            return new Scope { IsNil = true, Done = true };
        }

        if (_cursor.Peek() != open)
        {
            _cursor.Mismatch();
        }
        else if (_depth == _limits.MaxDepth)
        {
            _cursor.Fail(ViolationKind.NestingTooDeep);
        }

        var entered = !_cursor.Failed && _cursor.Expect(open);
        _depth += entered ? 1 : 0;
        return new Scope { Done = !entered };
    }

    private bool Leave(ref Scope scope)
    {
        _depth -= scope.Done ? 0 : 1;
        scope.Done = true;
        return false;
    }

    private bool Counted(ref Scope scope)
    {
        if (++scope.Index > _limits.MaxEntries)
        {
            _cursor.Fail(ViolationKind.TooManyEntries);
        }

        return !_cursor.Failed;
    }

    private bool TryString(out JsonString text)
    {
        text = default;
        if (_cursor.Peek() == '"')
        {
            return _cursor.TryString(out text);
        }

        _cursor.Mismatch();
        return false;
    }

    private bool TryNumber(out ReadOnlySpan<byte> digits)
    {
        digits = default;
        if (_cursor.TryNull())
        {
            return false;
        }

        if (_cursor.Peek() is (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
        {
            return _cursor.TryNumber(out digits);
        }

        _cursor.Mismatch();
        return false;
    }

    private bool Parsed(bool parsed)
    {
        if (!parsed)
        {
            _cursor.Fail(ViolationKind.NumberOutOfRange);
        }

        return parsed;
    }

    private byte[] Octets()
    {
        var bytes = new ArrayBufferWriter<byte>();
        var scope = Enter((byte)'[');
        while (!scope.Done && _cursor.NextItem(ref scope.Started))
        {
            bytes.GetSpan(1)[0] = Octet();
            bytes.Advance(1);
        }

        Leave(ref scope);
        return bytes.WrittenSpan.ToArray();
    }

    private byte Octet() =>
        TryNumber(out var digits) && Parsed(byte.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            ? value
            : (byte)0;
}
