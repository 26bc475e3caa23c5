using System.Text;

namespace Hotlink.Protocol.Tests.Peek;

/// <summary>A small, slow reader of the MessagePack values that hotlink frames hold; anything else is an exception.</summary>
internal static class PlainMsgPack
{
    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

    public static Dictionary<string, object?> Map(ref ReadOnlySpan<byte> input)
    {
        var head = Number(ref input, 1);
        var count = head is >= 0x80 and <= 0x8f ? head & 0x0f : head == 0xde ? Number(ref input, 2) : throw new InvalidDataException();
        var map = new Dictionary<string, object?>();
        for (; count > 0; count--)
        {
            map.Add((string)Value(ref input)!, Value(ref input));
        }

        return map;
    }

    private static object? Value(ref ReadOnlySpan<byte> input)
    {
        var code = Number(ref input, 1);
        return code switch
        {
            <= 0x7f => code,
            >= 0x90 and <= 0x9f => Texts(ref input, code & 0x0f),
            >= 0xa0 and <= 0xbf => Text(ref input, code & 0x1f),
            0xc0 => null,
            0xc4 or 0xc5 or 0xc6 => Take(ref input, Number(ref input, 1 << (int)(code - 0xc4))).ToArray(),
            >= 0xcc and <= 0xcf => Number(ref input, 1 << (int)(code - 0xcc)),
            0xd9 or 0xda or 0xdb => Text(ref input, Number(ref input, 1 << (int)(code - 0xd9))),
            0xdc or 0xdd => Texts(ref input, Number(ref input, code == 0xdc ? 2 : 4)),
            _ => throw new InvalidDataException(),
        };
    }

    private static string[] Texts(ref ReadOnlySpan<byte> input, ulong count)
    {
        var texts = new List<string>();
        for (; count > 0; count--)
        {
            texts.Add((string)(Value(ref input) ?? throw new InvalidDataException()));
        }

        return [.. texts];
    }

    private static string Text(ref ReadOnlySpan<byte> input, ulong length) => Strict.GetString(Take(ref input, length));

    private static ulong Number(ref ReadOnlySpan<byte> input, int width)
    {
        ulong value = 0;
        foreach (var octet in Take(ref input, (ulong)width))
        {
            value = (value << 8) | octet;
        }

        return value;
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> input, ulong length)
    {
        if (length > (ulong)input.Length)
        {
            throw new InvalidDataException();
        }

        var taken = input[..(int)length];
        input = input[(int)length..];
        return taken;
    }
}
