using System.Text.Json;

namespace Hotlink.Devstack.Telemetry;

/// <summary>Takes from JSON what is there; what is missing or of another kind is zero, empty or null.</summary>
internal static class JsonElementExtensions
{
    public static long? OptionalNumber(this JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) && Math.Abs(number) < long.MaxValue
            ? (long)number
            : null;

    public static long Number(this JsonElement element, string name) => element.OptionalNumber(name) ?? 0;

    public static double Real(this JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) ? number : 0;

    public static string Text(this JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    public static bool? Flag(this JsonElement element, string name) => Member(element, name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static JsonElement Object(this JsonElement element, string name) => Member(element, name) ?? default;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
}
