using System.Text;
using System.Text.Json;

namespace Hotlink.Protocol.Tests.Peek;

/// <summary>
/// What the Rust peer accepts of a hotlink frame, written down plainly from wire-protocol, sections 7.3 and 8, and from nothing of
/// the product: the oracle for what may be forwarded as it came.
/// </summary>
internal static class RustModel
{
    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private static readonly Dictionary<int, (string Required, string Optional)> Fields = new()
    {
        [9] = ("sid pth", "frm? to?"),
        [10] = ("sid", ""),
        [11] = ("sid", "rsn"),
        [12] = ("sid seq# pth", "etg pay*?"),
        [13] = ("sid", "rsn"),
        [14] = ("sid knd", "adr+ tok err"),
    };

    public static bool Accepts(ReadOnlySpan<byte> frame, FrameKind kind)
    {
        try
        {
            return kind == FrameKind.Text ? AcceptsJson(frame) : AcceptsMsgPack(frame[4..]);
        }
        catch (Exception refused) when (refused is JsonException or InvalidDataException or ArgumentException or IndexOutOfRangeException
            or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool AcceptsMsgPack(ReadOnlySpan<byte> document)
    {
        var outer = PlainMsgPack.Map(ref document);
        var body = (ReadOnlySpan<byte>)(byte[])outer["dat"]!;
        var inner = PlainMsgPack.Map(ref body);
        return document.IsEmpty && body.IsEmpty && outer.Count == 3 && outer["id"] is string && outer["typ"] is ulong type
            && Fits((int)type, inner);
    }

    private static bool AcceptsJson(ReadOnlySpan<byte> text)
    {
        using var document = JsonDocument.Parse(Strict.GetString(text));
        var outer = Unique(document.RootElement);
        var inner = Unique(outer["dat"]).ToDictionary(pair => pair.Key, pair => Plain(pair.Key, pair.Value));
        return outer.Count == 3 && outer["id"].GetString() is not null && Fits(outer["typ"].GetInt32(), inner);
    }

    private static bool Fits(int type, Dictionary<string, object?> body)
    {
        var (required, optional) = Fields[type];
        var shapes = $"{required} {optional}".Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return body.Keys.All(key => shapes.Any(shape => shape.TrimEnd('?', '*', '#', '+') == key))
            && required.Split(' ').All(shape => body.ContainsKey(shape.TrimEnd('#')))
            && shapes.All(shape => !body.TryGetValue(shape.TrimEnd('?', '*', '#', '+'), out var value) || Fits(shape, value));
    }

    private static bool Fits(string shape, object? value) => value switch
    {
        null => shape.EndsWith('?'),
        byte[] => shape.Contains('*'),
        ulong => shape.EndsWith('#'),
        string[] => shape.EndsWith('+'),
        string => char.IsAsciiLetter(shape[^1]) || shape is "frm?" or "to?",
        _ => false,
    };

    private static object? Plain(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String when key == "pay" => value.GetBytesFromBase64(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetUInt64(),
        JsonValueKind.Array => value.EnumerateArray().Select(item => item.GetString()!).ToArray(),
        _ => throw new InvalidDataException(),
    };

    private static Dictionary<string, JsonElement> Unique(JsonElement value)
    {
        var fields = new Dictionary<string, JsonElement>();
        foreach (var property in value.EnumerateObject())
        {
            fields.Add(property.Name, property.Value);
        }

        return fields;
    }
}
