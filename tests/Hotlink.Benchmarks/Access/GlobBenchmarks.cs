using BenchmarkDotNet.Attributes;
using Hotlink.Domain.Access;

namespace Hotlink.Benchmarks.Access;

/// <summary>Decisions that rest on a glob, from the usual to the worst that a rule file of the largest size can hold.</summary>
[MemoryDiagnoser]
public class GlobBenchmarks
{
    private const string Owner = "alice@x.io";
    private static readonly DateOnly Today = new(2025, 3, 7);
    private static readonly string LongName = $"{Owner}/{new string('a', 1000)}";
    private readonly Rulebook _rulebook = new();

    [Params("**.request", "**/*.csv", "{in,out}/*.[cp]sv", "worst")]
    public string Pattern { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        var slow = string.Concat(Enumerable.Repeat("*aaaaaaaaa", 100)) + "b";
        var patterns = Pattern == "worst" ? Enumerable.Repeat(slow, 60) : [Pattern];
        _rulebook.Install(Owner, new RuleFile(false, [.. patterns.Select(pattern => new AccessRule(pattern, [], [], ["*"]))]));
    }

    [Benchmark]
    public bool Decide() => _rulebook.Decide("bob@x.io", AccessLevel.Read, Pattern == "worst" ? LongName : "alice@x.io/in/table.csv", Today).Allowed;
}
