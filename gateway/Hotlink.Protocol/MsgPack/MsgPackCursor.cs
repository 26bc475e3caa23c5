using System.Buffers.Binary;

namespace Hotlink.Protocol.MsgPack;

/// <summary>
/// Walks MessagePack values. A claimed length is compared with what is left before anything is done with it. Failure is sticky:
/// the first reason stays, and later calls return zeros.
/// </summary>
internal ref struct MsgPackCursor(ReadOnlySpan<byte> document)
{
    private readonly ReadOnlySpan<byte> _document = document;

    public int Position { get; private set; }

    public ViolationKind Failure { get; private set; }

    public readonly bool Failed => Failure != ViolationKind.None;

    private readonly int Left => _document.Length - Position;

    public void Fail(ViolationKind kind)
    {
        if (!Failed)
        {
            Failure = kind;
        }
    }

    /// <summary>The first byte of the next value; <see cref="MsgPackCode.NeverUsed"/> after a failure.</summary>
    public byte Code()
    {
        if (Failed || Position == _document.Length)
        {
            Fail(ViolationKind.Truncated);
            return MsgPackCode.NeverUsed;
        }

        return _document[Position++];
    }

    /// <summary>Any integer in 64 bits, sign extended; nil is 0.</summary>
    public ulong Number()
    {
        var code = Code();
        switch (code)
        {
            case <= MsgPackCode.PositiveFixIntMax: return code;
            case >= MsgPackCode.NegativeFixInt: return (ulong)(sbyte)code;
            case MsgPackCode.Nil: return 0;
            case MsgPackCode.UInt8: return BigEndian(1);
            case MsgPackCode.UInt16: return BigEndian(2);
            case MsgPackCode.UInt32: return BigEndian(4);
            case MsgPackCode.UInt64 or MsgPackCode.Int64: return BigEndian(8);
            case MsgPackCode.Int8: return (ulong)(sbyte)BigEndian(1);
            case MsgPackCode.Int16: return (ulong)(short)BigEndian(2);
            case MsgPackCode.Int32: return (ulong)(int)BigEndian(4);
            default:
                Mismatch(code);
                return 0;
        }
    }

    /// <summary>The bytes of a string or binary value; false for nil and after a failure.</summary>
    public bool TryBytes(out ReadOnlySpan<byte> bytes)
    {
        var code = Code();
        bytes = default;
        if (code == MsgPackCode.Nil)
        {
            return false;
        }

        var length = BytesLength(code);
        if (length < 0)
        {
            Mismatch(code);
            return false;
        }

        return TryTake(length, out bytes);
    }

    /// <summary>The number of elements where the code starts an array, -1 where it starts something else.</summary>
    public long ArrayCount(byte code) => code switch
    {
        >= MsgPackCode.FixArray and <= MsgPackCode.FixArrayMax => code & 0x0f,
        MsgPackCode.Array16 => (long)BigEndian(2),
        MsgPackCode.Array32 => (long)BigEndian(4),
        _ => -1,
    };

    /// <summary>The number of pairs where the code starts a map, -1 where it starts something else.</summary>
    public long MapCount(byte code) => code switch
    {
        >= MsgPackCode.FixMap and <= MsgPackCode.FixMapMax => code & 0x0f,
        MsgPackCode.Map16 => (long)BigEndian(2),
        MsgPackCode.Map32 => (long)BigEndian(4),
        _ => -1,
    };

    /// <summary>The body length where the code starts an extension, -1 where it starts something else. Its type byte follows.</summary>
    public long ExtensionLength(byte code) => code switch
    {
        >= MsgPackCode.FixExt1 and <= MsgPackCode.FixExt16 => 1L << (code - MsgPackCode.FixExt1),
        MsgPackCode.Ext8 => (long)BigEndian(1),
        MsgPackCode.Ext16 => (long)BigEndian(2),
        MsgPackCode.Ext32 => (long)BigEndian(4),
        _ => -1,
    };

    /// <summary>Fails unless as many values can follow: each takes a byte at least.</summary>
    public bool Affords(long values)
    {
        if (values <= Left)
        {
            return true;
        }

        Fail(ViolationKind.Truncated);
        return false;
    }

    public bool TryTake(long length, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (Failed || length > Left)
        {
            Fail(ViolationKind.Truncated);
            return false;
        }

        bytes = _document.Slice(Position, (int)length);
        Position += (int)length;
        return true;
    }

    /// <summary>The value does not start with a code that the field takes.</summary>
    public void Mismatch(byte code) =>
        Fail(code == MsgPackCode.NeverUsed ? ViolationKind.MalformedMsgPack : ViolationKind.WrongFieldType);

    /// <summary>Steps over one value of any type without recursion.</summary>
    /// <param name="maxDepth">How many maps and arrays may be open at once.</param>
    public void Skip(int maxDepth)
    {
        var code = Code();
        var values = SkipHead(code);
        if (values > 0)
        {
            SkipValues(values, maxDepth);
        }
    }

    private void SkipValues(long values, int maxDepth)
    {
        Span<long> left = stackalloc long[maxDepth + 1];
        var depth = 0;
        while (!Failed)
        {
            if (values > 0 && ++depth > maxDepth)
            {
                Fail(ViolationKind.NestingTooDeep);
                return;
            }

            left[depth] += values;
            while (depth > 0 && left[depth] == 0)
            {
                depth--;
            }

            if (depth == 0)
            {
                return;
            }

            left[depth]--;
            values = SkipHead(Code());
        }
    }

    /// <summary>Steps over a scalar, or over the head of a container; returns how many values that one holds.</summary>
    private long SkipHead(byte code)
    {
        var values = ArrayCount(code);
        values = values >= 0 ? values : 2 * MapCount(code);
        if (values >= 0)
        {
            Affords(values);
            return values;
        }

        var length = BytesLength(code);
        length = length >= 0 ? length : ExtensionLength(code) is var body and >= 0 ? body + 1 : ScalarLength(code);
        TryTake(length, out _);
        return 0;
    }

    private long ScalarLength(byte code)
    {
        switch (code)
        {
            case <= MsgPackCode.PositiveFixIntMax or >= MsgPackCode.NegativeFixInt: return 0;
            case MsgPackCode.Nil or MsgPackCode.False or MsgPackCode.True: return 0;
            case MsgPackCode.UInt8 or MsgPackCode.Int8: return 1;
            case MsgPackCode.UInt16 or MsgPackCode.Int16: return 2;
            case MsgPackCode.UInt32 or MsgPackCode.Int32 or MsgPackCode.Float32: return 4;
            case MsgPackCode.UInt64 or MsgPackCode.Int64 or MsgPackCode.Float64: return 8;
            default:
                Fail(ViolationKind.MalformedMsgPack);
                return 0;
        }
    }

    private long BytesLength(byte code) => code switch
    {
        >= MsgPackCode.FixStr and <= MsgPackCode.FixStrMax => code & 0x1f,
        MsgPackCode.Str8 or MsgPackCode.Bin8 => (long)BigEndian(1),
        MsgPackCode.Str16 or MsgPackCode.Bin16 => (long)BigEndian(2),
        MsgPackCode.Str32 or MsgPackCode.Bin32 => (long)BigEndian(4),
        _ => -1,
    };

    private ulong BigEndian(int width)
    {
        if (!TryTake(width, out var bytes))
        {
            return 0;
        }

        return width switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };
    }
}
