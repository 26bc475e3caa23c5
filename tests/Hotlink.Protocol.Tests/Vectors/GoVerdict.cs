using System.Text.Json;

namespace Hotlink.Protocol.Tests.Vectors;

/// <summary>One line of <c>go-verdicts.json</c>: an input, and what the Go codec makes of it.</summary>
public sealed record GoVerdict(string Id, string Desc, string Kind, string Frame, string Result, string? Json)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<GoVerdict> All { get; } = Load();

    public FrameKind FrameKind => Kind == "text" ? FrameKind.Text : FrameKind.Binary;

    public byte[] Bytes => Convert.FromHexString(Frame);

    private static GoVerdict[] Load()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Vectors", "go-verdicts.json");
        return JsonSerializer.Deserialize<GoVerdict[]>(File.ReadAllText(path), Options)!;
    }
}
