using System.Text;
using System.Text.Json;

namespace Hotlink.Grains.Tests.Access;

/// <summary>The decisions of <c>acl-vectors.json</c>: trees of rule files, and what they allow.</summary>
internal sealed record AclVectors(Dictionary<string, Dictionary<string, string>> Trees, IReadOnlyList<AclVector> Vectors)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static AclVectors All { get; } = JsonSerializer.Deserialize<AclVectors>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Access", "Data", "acl-vectors.json")), Json)!;

    public IEnumerable<(string Path, byte[] Content)> FilesOf(string tree) =>
        Trees[tree].Select(file => (file.Key, Encoding.UTF8.GetBytes(file.Value)));
}
