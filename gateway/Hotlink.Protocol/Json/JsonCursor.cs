using System.Buffers;

namespace Hotlink.Protocol.Json;

/// <summary>
/// Walks JSON text (RFC 8259) token by token, with Go's tolerance: bytes of a string need not be UTF-8, surrogate escapes need
/// not pair. Failure is sticky: the first reason stays, and later calls return nothing.
/// </summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> document)
{
    private const byte End = 0;

    private static readonly SearchValues<byte> StringStops = SearchValues.Create(
        [(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(control => (byte)control)]);

    private readonly ReadOnlySpan<byte> _document = document;

    public int Position { get; private set; }

    public ViolationKind Failure { get; private set; }

    public readonly bool Failed => Failure != ViolationKind.None;

    public void Fail(ViolationKind kind)
    {
        if (!Failed)
        {
            Failure = kind;
        }
    }

    /// <summary>The first byte of the next token; 0 at the end and after a failure.</summary>
    public byte Peek()
    {
        if (Failed)
        {
            return End;
        }

        while (Position < _document.Length && _document[Position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            Position++;
        }

        return Position < _document.Length ? _document[Position] : End;
    }

    /// <summary>Takes one structural byte; fails where another one stands.</summary>
    public bool Expect(byte token)
    {
        if (Peek() == token && !Failed)
        {
            Position++;
            return true;
        }

        Unexpected();
        return false;
    }

    /// <summary>What stands here cannot: the text ends, or is not JSON.</summary>
    public void Unexpected() =>
        Fail(Position == _document.Length ? ViolationKind.Truncated : ViolationKind.MalformedJson);

    /// <summary>Steps into the next key of an object and over its colon; false at the end of the object and after a failure.</summary>
    public bool NextKey(ref bool started, out JsonString key)
    {
        key = default;
        return NextEntry((byte)'}', ref started) && TryKey(out key);
    }

    /// <summary>Steps to the next item of an array; false at the end of the array and after a failure.</summary>
    public bool NextItem(ref bool started) => NextEntry((byte)']', ref started);

    public bool TryString(out JsonString text)
    {
        text = default;
        if (!Expect((byte)'"'))
        {
            return false;
        }

        var start = Position;
        var escaped = false;
        while (true)
        {
            var stop = _document[Position..].IndexOfAny(StringStops);
            Position = stop < 0 ? _document.Length : Position + stop;
            if (stop >= 0 && _document[Position] == '"')
            {
                text = new JsonString(start, Position++ - start, escaped);
                return true;
            }

            escaped = true;
            var valid = JsonGrammar.TryEscape(_document[Position..], out var length);
            Position += length;
            if (!valid)
            {
                Unexpected();
                return false;
            }
        }
    }

    /// <summary>The text of a number.</summary>
    public bool TryNumber(out ReadOnlySpan<byte> number)
    {
        number = default;
        Peek();
        var rest = Failed ? default : _document[Position..];
        var valid = JsonGrammar.TryNumber(rest, out var length);
        Position += length;
        if (!valid)
        {
            Unexpected();
            return false;
        }

        number = rest[..length];
        return true;
    }

    /// <summary>Takes <c>null</c> where it stands next.</summary>
    public bool TryNull() => Peek() == 'n' && TryLiteral("null"u8);

    /// <summary>Steps over one value of any type without recursion.</summary>
    /// <param name="maxDepth">How many objects and arrays may be open at once.</param>
    public void Skip(int maxDepth)
    {
        Span<bool> isObject = stackalloc bool[maxDepth + 1];
        var depth = 0;
        do
        {
            var opened = SkipHead(out isObject[depth]);
            if (opened && ++depth > maxDepth)
            {
                Fail(ViolationKind.NestingTooDeep);
            }

            var started = !opened;
            while (depth > 0 && !Failed && !NextValue(isObject[depth - 1], ref started))
            {
                depth--;
                started = true;
            }
        }
        while (depth > 0 && !Failed);
    }

    /// <summary>The value is none that the field takes.</summary>
    public void Mismatch()
    {
        if ("\"{[-0123456789tfn"u8.Contains(Peek()))
        {
            Fail(ViolationKind.WrongFieldType);
        }

        Unexpected();
    }

    /// <summary>Takes a scalar, or the opening bracket of a container.</summary>
    private bool SkipHead(out bool isObject)
    {
        var first = Peek();
        isObject = first == '{';
        switch (first)
        {
            case (byte)'{' or (byte)'[':
                Position++;
                return true;
            case (byte)'"':
                TryString(out _);
                return false;
            case (byte)'t':
                TryLiteral("true"u8);
                return false;
            case (byte)'f':
                TryLiteral("false"u8);
                return false;
            case (byte)'n':
                TryLiteral("null"u8);
                return false;
            default:
                TryNumber(out _);
                return false;
        }
    }

    private bool NextValue(bool isObject, ref bool started) =>
        isObject ? NextKey(ref started, out _) : NextItem(ref started);

    private bool NextEntry(byte close, ref bool started)
    {
        var next = Peek();
        if (Failed || next == close)
        {
            Position += Failed ? 0 : 1;
            return false;
        }

        if (!started)
        {
            started = true;
            return true;
        }

        return Expect((byte)',');
    }

    private bool TryKey(out JsonString key) => TryString(out key) && Expect((byte)':');

    private bool TryLiteral(ReadOnlySpan<byte> literal)
    {
        var rest = _document[Position..];
        var same = rest.CommonPrefixLength(literal);
        Position += same;
        if (same == literal.Length)
        {
            return true;
        }

        Unexpected();
        return false;
    }
}
