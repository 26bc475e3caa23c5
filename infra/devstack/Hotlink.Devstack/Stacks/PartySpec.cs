using System.Text.Json.Serialization;

namespace Hotlink.Devstack.Stacks;

/// <summary>A party: its number in the computation and its identity.</summary>
internal sealed record PartySpec(int Index, string Email)
{
    /// <summary>The part in front of the <c>@</c>: what it is called in tables and logs.</summary>
    [JsonIgnore]
    public string Name => Email[..Email.IndexOf('@')];

    public static IReadOnlyList<PartySpec> Default(int count) => [.. Enumerable.Range(0, count).Select(i => new PartySpec(i, $"party{i}@sandbox.local"))];
}
