namespace Hotlink.Protocol.Json;

/// <summary>Where a JSON string lies, without its quotes.</summary>
/// <param name="Start">The first byte after the opening quote.</param>
/// <param name="Length">The bytes between the quotes.</param>
/// <param name="Escaped">True where a backslash occurs.</param>
internal readonly record struct JsonString(int Start, int Length, bool Escaped);
