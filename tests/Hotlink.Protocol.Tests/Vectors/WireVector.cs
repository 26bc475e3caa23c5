using System.Text.Json;

namespace Hotlink.Protocol.Tests.Vectors;

/// <summary>One line of <c>wire-vectors.json</c>: frames of the Go and Rust peers, and inputs with the Go decoder's verdict.</summary>
public sealed record WireVector(string Id, string Origin, string Desc, string? Hex, string? Json, string? Input, string? Result)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<WireVector> All { get; } = Load();

    public static TheoryData<string> Ids(Func<WireVector, bool> filter) => new(All.Where(filter).Select(vector => vector.Id));

    public static WireVector Of(string id) => All.Single(vector => vector.Id == id);

    /// <summary>The frame as it goes over the socket.</summary>
    public (byte[] Frame, FrameKind Kind) Frame() => (Hex ?? Input) switch
    {
        ['{', ..] text => (System.Text.Encoding.UTF8.GetBytes(text), FrameKind.Text),
        { } hex => (Convert.FromHexString(hex), FrameKind.Binary),
        null => throw new InvalidOperationException($"{Id} has no frame."),
    };

    public override string ToString() => $"{Id} {Desc}";

    private static WireVector[] Load()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Vectors", "wire-vectors.json");
        return JsonSerializer.Deserialize<WireVector[]>(File.ReadAllText(path), Options)!;
    }
}
