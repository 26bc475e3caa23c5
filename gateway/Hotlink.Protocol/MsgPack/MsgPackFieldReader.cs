using Hotlink.Protocol.Catalogue;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.Text;

namespace Hotlink.Protocol.MsgPack;

/// <summary>Reads structures from MessagePack and takes what the Go peer takes (wire-protocol, section 7.3).</summary>
internal ref struct MsgPackFieldReader : IFieldReader<MsgPackFieldReader>
{
    private readonly ReadOnlyMemory<byte> _document;
    private readonly FrameLimits _limits;
    private MsgPackCursor _cursor;
    private string _field;
    private int _depth;

    private MsgPackFieldReader(ReadOnlyMemory<byte> document, FrameLimits limits, string field)
    {
        (_document, _limits, _field) = (document, limits, field);
        _cursor = new MsgPackCursor(document.Span);
    }

    public static MsgPackFieldReader Open(ReadOnlyMemory<byte> document, FrameLimits limits, string field) =>
        new(document, limits, field);

    public Scope EnterStruct(Schema schema)
    {
        var code = _cursor.Code();
        if (code == MsgPackCode.Nil)
        {
            return new Scope { IsNil = true, Done = true };
        }

        var pairs = _cursor.MapCount(code);
        if (pairs >= 0)
        {
            return Enter(pairs, valuesPerEntry: 2);
        }

        var values = _cursor.ArrayCount(code);
        if (values > 0 && values != schema.Count)
        {
            _cursor.Fail(ViolationKind.WrongFieldType);
        }

        var scope = Enter(code, values, valuesPerEntry: 1);
        scope.Positional = true;
        scope.IsNil = values == 0;
        return scope;
    }

    public bool NextField(Schema schema, ref Scope scope, out int field)
    {
        while (Advance(ref scope))
        {
            field = scope.Positional ? scope.Index : FindField(schema, scope.Index);
            scope.Index++;
            if (_cursor.Failed)
            {
                return false;
            }

            if (field >= 0)
            {
                _field = schema[field].MsgPackName;
                return true;
            }

            _cursor.Skip(_limits.MaxDepth - _depth);
        }

        field = -1;
        return false;
    }

    public Scope EnterList()
    {
        var code = _cursor.Code();
        return code == MsgPackCode.Nil
            ? new Scope { IsNil = true, Done = true }
            : Limited(Enter(code, _cursor.ArrayCount(code), valuesPerEntry: 1));
    }

    public bool NextItem(ref Scope scope) => Advance(ref scope);

    public Scope EnterMap()
    {
        var code = _cursor.Code();
        return code == MsgPackCode.Nil
            ? new Scope { IsNil = true, Done = true }
            : Limited(Enter(code, _cursor.MapCount(code), valuesPerEntry: 2));
    }

    public bool NextKey(ref Scope scope, out string key)
    {
        key = "";
        if (!Advance(ref scope))
        {
            return false;
        }

        key = Text(key);
        return !_cursor.Failed;
    }

    public string Text(string current) => _cursor.TryBytes(out var bytes) ? Utf8Text.Decode(bytes) : "";

    public long Int64(long current) => (long)_cursor.Number();

    public ulong UInt64(ulong current) => _cursor.Number();

    // Go truncates to the width of the field, so 65546 is 10.
    public ushort UInt16(ushort current) => (ushort)_cursor.Number();

    public ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<byte> current) =>
        _cursor.TryBytes(out var bytes) ? _document.Slice(_cursor.Position - bytes.Length, bytes.Length) : default;

    public ReadOnlyMemory<byte> Document(ReadOnlyMemory<byte> current) => Bytes(current);

    public WireTime Time(WireTime current)
    {
        var code = _cursor.Code();
        var length = _cursor.ExtensionLength(code);
        if (length < 0)
        {
            _cursor.Mismatch(code);
            return current;
        }

        var type = _cursor.Code();
        if (!_cursor.TryTake(length, out var body))
        {
            return current;
        }

        if ((sbyte)type != MsgPackCode.TimestampType || !MsgPackTime.TryRead(body, out var time))
        {
            _cursor.Fail(ViolationKind.BadTime);
            return current;
        }

        return time;
    }

    public SyftUrl Url(SyftUrl current) => SyftUrlCodec.Read(ref this, current);

    public readonly bool Finish(out ProtocolViolation violation)
    {
        violation = _cursor.Failed ? new ProtocolViolation(_cursor.Failure, _field) : default;
        return !_cursor.Failed;
    }

    private Scope Enter(byte code, long count, int valuesPerEntry)
    {
        if (count < 0)
        {
            _cursor.Mismatch(code);
        }

        return Enter(count, valuesPerEntry);
    }

    private Scope Enter(long count, int valuesPerEntry)
    {
        if (_depth == _limits.MaxDepth)
        {
            _cursor.Fail(ViolationKind.NestingTooDeep);
        }

        if (_cursor.Failed || !_cursor.Affords(count * valuesPerEntry))
        {
            return new Scope { Done = true };
        }

        _depth++;
        return new Scope { Remaining = (int)count };
    }

    private Scope Limited(Scope scope)
    {
        if (scope.Remaining > _limits.MaxEntries)
        {
            _cursor.Fail(ViolationKind.TooManyEntries);
        }

        return scope;
    }

    private bool Advance(ref Scope scope)
    {
        if (scope.Done || _cursor.Failed)
        {
            return false;
        }

        if (scope.Remaining-- > 0)
        {
            return true;
        }

        scope.Done = true;
        _depth--;
        return false;
    }

    private int FindField(Schema schema, int guess)
    {
        _ = _cursor.TryBytes(out var key);
        return schema.Find(WireEncoding.MsgPack, key, guess);
    }
}
