using BenchmarkDotNet.Attributes;
using Hotlink.Domain.Access;

namespace Hotlink.Benchmarks.Access;

/// <summary>Decisions with 10,000 datasites loaded, three rule files each. Budget: a microsecond, no allocation.</summary>
[MemoryDiagnoser]
public class DecideBenchmarks
{
    private const int Datasites = 10_000;
    private const string User = "user77@sandbox.local";
    private const string Other = "user5000@sandbox.local";

    private static readonly DateOnly Today = new(2025, 3, 7);
    private readonly Rulebook _rulebook = new();

    [GlobalSetup]
    public void Load()
    {
        var everyone = new RuleFile(false, [new AccessRule("**", [], [], ["*"]), new AccessRule("private/**", [], [], [])]);
        var templates = new RuleFile(false, [new AccessRule("{{.UserEmail}}/**", [], ["USER"], []), AccessRule.Private]);
        for (var i = 0; i < Datasites; i++)
        {
            var flow = new AccessRule("**", [], [$"user{i + 1}@sandbox.local"], []);
            _rulebook.Update(
            [
                new RuleChange($"user{i}@sandbox.local", RuleFile.Private),
                new RuleChange($"user{i}@sandbox.local/public", everyone),
                new RuleChange($"user{i}@sandbox.local/inbox", templates),
                new RuleChange($"user{i}@sandbox.local/shared/flows/f/run/_mpc/0_to_1", new RuleFile(false, [flow])),
            ]);
        }
    }

    [Benchmark(Baseline = true)]
    public bool Owner() => _rulebook.Decide(User, AccessLevel.Write, $"{User}/shared/flows/f/run/_mpc/0_to_1/stream.tcp.request", Today).Allowed;

    [Benchmark]
    public bool PublicRule() => _rulebook.Decide(User, AccessLevel.Read, $"{Other}/public/data/2025/results.csv", Today).Allowed;

    [Benchmark]
    public bool LiteralList() =>
        _rulebook.Decide("user5001@sandbox.local", AccessLevel.Write, $"{Other}/shared/flows/f/run/_mpc/0_to_1/stream.tcp.request", Today).Allowed;

    [Benchmark]
    public bool TemplateRule() => _rulebook.Decide(User, AccessLevel.Write, $"{Other}/inbox/{User}/job/stream.tcp.request", Today).Allowed;

    [Benchmark]
    public bool Deny() => _rulebook.Decide(User, AccessLevel.Read, $"{Other}/public/private/notes.txt", Today).Allowed;

    [Benchmark]
    public bool NoRules() => _rulebook.Decide(User, AccessLevel.Read, "nobody@sandbox.local/public/f", Today).Allowed;

    [Benchmark]
    public int Readers() => _rulebook.Readers($"{Other}/shared/flows/f/run/_mpc/0_to_1/stream.tcp.request", Today).Explicit.Count;
}
