using System.Text.Json;

namespace Hotlink.Gateway.Authentication;

/// <summary>Strict JSON for token parts: one object, no name twice, not deep.</summary>
internal static class TokenJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Calls <paramref name="read"/> with the object; null when the bytes are not one or it can't be read.</summary>
    public static T? Read<T>(byte[] json, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : null;
        }
        // A lone surrogate or broken UTF-8 inside a string surfaces as InvalidOperationException.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>False when the member is there and no string; an absent member reads as the empty string.</summary>
    public static bool TryReadText(JsonElement parent, string name, out string text)
    {
        text = "";
        if (!parent.TryGetProperty(name, out var value))
        {
            return true;
        }

        text = value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
        return value.ValueKind == JsonValueKind.String;
    }
}
