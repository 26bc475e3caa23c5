using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Hotlink.Protocol.Catalogue;
using Hotlink.Protocol.MsgPack;

namespace Hotlink.Protocol.Peek;

/// <summary>
/// Looks through a MessagePack frame in the safe profile (wire-protocol, section 7.4). Anything else, damage included, makes it
/// give up: the reader decides then.
/// </summary>
internal ref struct MsgPackPeek(ReadOnlySpan<byte> frame)
{
    // The outer keys with the bytes in front of them: a map of three and "id", then "typ" and "dat". All known peers keep this order.
    private const uint HeadAndIdTag = 0x83a26964;
    private const uint TypeTag = 0xa3747970;
    private const uint DataTag = 0xa3646174;

    private readonly ReadOnlySpan<byte> _frame = frame;
    private int _at = Envelope.Length;

    public bool TryRead(out HeaderParts parts)
    {
        parts = default;
        if (!TryTag(HeadAndIdTag) || !TryText(out parts.Id) || !TryTag(TypeTag) || !TryNumber(out var type)
            || HotlinkSchemas.Of(type) is not { } schema || !TryBody(out var pairs))
        {
            return false;
        }

        parts.Type = (MessageType)type;
        for (var pair = 0; pair < pairs; pair++)
        {
            if (!TryField(schema, pair, out var index) || !parts.See(index) || !TryValue(schema[index], ref parts))
            {
                return false;
            }
        }

        return _at == _frame.Length && parts.HasAll(schema);
    }

    /// <summary>Steps into the document: it has to fill the frame.</summary>
    private bool TryBody(out int pairs)
    {
        pairs = 0;
        if (!TryTag(DataTag) || !TryBytes(out var body) || _at != _frame.Length)
        {
            return false;
        }

        _at = body.Start;
        if (!TryByte(out var head) || head is < MsgPackCode.FixMap or > MsgPackCode.FixMapMax)
        {
            return false;
        }

        pairs = head & 0x0f;
        return true;
    }

    private bool TryField(Schema schema, int guess, out int index)
    {
        index = guess;
        if (guess < schema.Count && schema[guess].Tag is not 0 and var tag && TryTag(tag))
        {
            return true;
        }

        if (!TryByte(out var code) || code is < MsgPackCode.FixStr or > MsgPackCode.FixStrMax || !TryTake(_at, code & 0x1fu, out var key))
        {
            return false;
        }

        index = schema.Find(WireEncoding.MsgPack, _frame.Slice(key.Start, key.Length), guess);
        return index >= 0;
    }

    private bool TryValue(Field field, ref HeaderParts parts) => field.Part switch
    {
        HeaderPart.SessionId => TryText(out parts.SessionId),
        HeaderPart.Seq => TryNumber(out parts.Seq),
        HeaderPart.Path => TryText(out parts.Path),
        HeaderPart.Payload => TryBytes(out parts.Payload),
        _ when field.Kind == FieldKind.Texts => TryTexts(),
        _ => (field.Nilable && TryNil()) || TryText(out _),
    };

    private bool TryTexts()
    {
        if (!TryByte(out var code))
        {
            return false;
        }

        var count = code & 0x0fUL;
        var known = code is >= MsgPackCode.FixArray and <= MsgPackCode.FixArrayMax
            || (code is MsgPackCode.Array16 or MsgPackCode.Array32 && TryBigEndian(code - MsgPackCode.Array16 + 1, ref _at, out count));
        for (; known && count > 0; count--)
        {
            known = TryText(out _);
        }

        return known;
    }

    private bool TryText(out Extent text)
    {
        text = default;
        var at = _at;
        if (at == _frame.Length)
        {
            return false;
        }

        var code = _frame[at++];
        var length = code & 0x1fUL;
        var known = code is >= MsgPackCode.FixStr and <= MsgPackCode.FixStrMax
            || (code is >= MsgPackCode.Str8 and <= MsgPackCode.Str32 && TryBigEndian(code - MsgPackCode.Str8, ref at, out length));
        return known && TryTake(at, length, out text) && Utf8.IsValid(_frame.Slice(text.Start, text.Length));
    }

    private bool TryBytes(out Extent bytes)
    {
        bytes = default;
        var at = _at;
        if (at == _frame.Length)
        {
            return false;
        }

        var code = _frame[at++];
        return code is >= MsgPackCode.Bin8 and <= MsgPackCode.Bin32 && TryBigEndian(code - MsgPackCode.Bin8, ref at, out var length)
            && TryTake(at, length, out bytes);
    }

    private bool TryNil()
    {
        if (_at == _frame.Length || _frame[_at] != MsgPackCode.Nil)
        {
            return false;
        }

        _at++;
        return true;
    }

    // Only the unsigned forms: a negative number means another thing to each peer.
    private bool TryNumber(out ulong value)
    {
        if (!TryByte(out var code))
        {
            value = 0;
            return false;
        }

        value = code;
        return code <= MsgPackCode.PositiveFixIntMax
            || (code is >= MsgPackCode.UInt8 and <= MsgPackCode.UInt64 && TryBigEndian(code - MsgPackCode.UInt8, ref _at, out value));
    }

    private bool TryTag(uint tag)
    {
        if (!BinaryPrimitives.TryReadUInt32BigEndian(_frame[_at..], out var found) || found != tag)
        {
            return false;
        }

        _at += sizeof(uint);
        return true;
    }

    private bool TryByte(out byte value)
    {
        if (_at < _frame.Length)
        {
            value = _frame[_at++];
            return true;
        }

        value = 0;
        return false;
    }

    private bool TryTake(int start, ulong length, out Extent extent)
    {
        extent = default;
        if (length > (ulong)(_frame.Length - start))
        {
            return false;
        }

        extent = new Extent(start, (int)length);
        _at = start + extent.Length;
        return true;
    }

    /// <summary>Reads a number of 1, 2, 4 or 8 bytes, the width given as its logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool TryBigEndian(int widthLog, ref int at, out ulong value)
    {
        var bytes = _frame[at..];
        value = 0;
        if (bytes.Length < 1 << widthLog)
        {
            return false;
        }

        value = widthLog switch
        {
            0 => bytes[0],
            1 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            2 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };
        at += 1 << widthLog;
        return true;
    }
}
