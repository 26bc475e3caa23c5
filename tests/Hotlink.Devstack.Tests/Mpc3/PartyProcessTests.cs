using Hotlink.Devstack.Network;
using Hotlink.Devstack.Stacks;
using Hotlink.Devstack.Tests.Kit;

namespace Hotlink.Devstack.Tests.Mpc3;

public sealed class PartyProcessTests
{
    [Theory]
    [InlineData("sum", "--counts", "--size=3")]
    [InlineData("sort", "--size=40", "--seed=9")]
    [InlineData("inner", "--size=20000", "--seed=2")]
    [InlineData("iterate", "--rounds=400", "--size=2")]
    public async Task Run_ThreeProcessesDirectly_AllFindThePlainResult(string computation, string first, string second)
    {
        var results = await RunAsync(party => first == "--counts"
            ? [computation, $"--counts={(party == 0 ? "1,1,2" : party == 1 ? "1,0,2" : "1,2,0")}", "--expect=3,3,4"]
            : [computation, first, second]);
        Assert.All(results, result => Assert.True(result.Code == 0, result.Output));
        Assert.All(results, result => Assert.Contains("\"equal\":true", result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_AWrongExpectation_EndsWithCode1()
    {
        var results = await RunAsync(_ => ["sum", "--counts=1,2", "--expect=3,7"]);
        Assert.All(results, result => Assert.True(result.Code == 1, result.Output));
    }

    [Fact]
    public async Task Run_OneWithAnotherSeed_AllSayThatTheyDisagree()
    {
        var results = await RunAsync(party => ["sum", $"--seed={(party == 2 ? 1 : 2)}", "--patience=20"]);
        Assert.All(results, result => Assert.True(result.Code == 3, result.Output));
        Assert.Contains("another computation, size or seed", results[2].Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--party is 0 to 2", "sum", "--party=3", "--peer=1=2", "--peer=2=3")]
    [InlineData("--size is 1 to 1000000", "sum", "--party=0", "--peer=1=2", "--peer=2=3", "--size=1000001")]
    [InlineData("--peer is needed for both", "sum", "--party=0", "--peer=1=2")]
    [InlineData("go together", "sum", "--party=0", "--peer=1=2", "--peer=2=3", "--counts=1")]
    public async Task Run_Misuse_EndsWithCode2AndSaysWhy(string text, params string[] arguments)
    {
        var (code, output) = await ToolProcess.RunAsync("Mpc3", arguments);
        Assert.Equal(2, code);
        Assert.Contains(text.Replace("--party is 0 to 2", "--party is 0 to 2", StringComparison.Ordinal), output, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Output)[]> RunAsync(Func<int, string[]> arguments)
    {
        var ports = PortPlan.Choose(3, 1, Random.Shared.Next(), FreePorts.IsFree, new HashSet<int>());
        return Task.WhenAll(Enumerable.Range(0, 3).Select(party => ToolProcess.RunAsync(
            "Mpc3",
            [.. arguments(party), $"--party={party}", "--direct", .. Enumerable.Range(0, 3).Where(peer => peer != party).Select(peer => $"--peer={peer}={ports.Direct(party, peer)}")])));
    }
}
