using Hotlink.Devstack.Doctor;
using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Domain.Access;
using Hotlink.Testing.Hosting;

namespace Hotlink.Devstack.Tests.Doctor;

public sealed class RightsTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 2, 9);
    private readonly TemporaryFolder _folder = new();
    private readonly List<Finding> _findings = [];

    [Fact]
    public void Look_RulesForBoth_FindsNothing()
    {
        RuleFiles.Put(_folder.Path, "a@x.io/f/0_to_1", RuleFiles.For("a@x.io", "b@x.io"));
        Assert.Empty(Look("a@x.io"));
    }

    [Fact]
    public void Look_APeerThatMayNotRead_NamesTheRule()
    {
        RuleFiles.Put(_folder.Path, "a@x.io", RuleFiles.OwnerOnly);
        var finding = Assert.Single(Look("a@x.io"));
        Assert.Equal("b@x.io may not read a@x.io/f/0_to_1/stream.tcp.request: no read access (rule '**' of a@x.io/syft.pub.yaml)", finding.What);
    }

    [Fact]
    public void Look_APathOfThePeer_SaysThatSendingThereIsDenied()
    {
        RuleFiles.Put(_folder.Path, "b@x.io/f/0_to_1", RuleFiles.For([], ["a@x.io"]));
        var finding = Assert.Single(Look("b@x.io"));
        Assert.StartsWith("a@x.io may not write b@x.io/f/0_to_1/stream.tcp.request: no write access", finding.What, StringComparison.Ordinal);
        Assert.Contains("send on a@x.io/f/0_to_1", finding.Todo, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ABrokenFile_IsReportedWithItsLine()
    {
        RuleFiles.Put(_folder.Path, "a@x.io", "rules:\n  - pattern: ''\n    access: {}\n");
        RuleFolder.Load(_folder.Path, _findings);
        Assert.Equal("a@x.io/syft.pub.yaml:2: rule pattern cannot be empty", Assert.Single(_findings).What);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("rules: []\n")]
    [InlineData("terminal: true\n")]
    public void Read_NoRules_IsPrivate(string text) => Assert.Equal([AccessRule.AllFiles], RuleFileText.Read("f", text).Rules.Select(rule => rule.Pattern));

    [Theory]
    [InlineData("rules:\n  - pattern: a\n", "f:2: rule access cannot be nil")]
    [InlineData("rules:\n  - pattern: a\n    access: { read: everyone }\n", "f:3: 'read' has to be a list")]
    [InlineData("[1]\n", "f:1: a rule file is a map")]
    [InlineData("rules: [\n", "f:2:")]
    public void Read_AMistake_SaysWhere(string text, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<ScenarioException>(() => RuleFileText.Read("f", text)).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private List<Finding> Look(string owner)
    {
        var marker = new MarkerFile
        {
            Local = "a@x.io",
            Directory = $"{owner}/f/0_to_1",
            From = "a@x.io",
            To = "b@x.io",
            Port = 1,
            Ports = new Dictionary<string, int>(),
        };
        return [.. RightsRules.Look(marker, RuleFolder.Load(_folder.Path, _findings), Today)];
    }
}
