using Hotlink.Devstack.Doctor;
using Hotlink.Devstack.Network;
using Hotlink.Devstack.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Identity;
using Hotlink.Testing.Waiting;

namespace Hotlink.Devstack.Tests.Doctor;

public sealed class ServerCheckTests
{
    private const string User = "a@x.io";
    private static readonly string Secret = new('s', 40);

    [Fact]
    public async Task Look_ARelay_AnswersAgreesOnTheTimeAndSpeaksTheProtocol()
    {
        await using var relay = await RelayTestHost.StartAsync();
        var findings = await LookAsync(relay.Address, null);
        Assert.All(findings, finding => Assert.Equal(Severity.Ok, finding.Severity));
        Assert.Equal(["server", "clock", "server"], findings.Select(finding => finding.Check));
    }

    [Fact]
    public async Task Look_NobodyThere_IsAProblem()
    {
        var port = Enumerable.Range(18_000, 500).First(FreePorts.IsFree);
        var finding = Assert.Single(await LookAsync(new($"http://127.0.0.1:{port}"), null));
        Assert.Equal((Severity.Problem, "server"), (finding.Severity, finding.Check));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another key, which is just as long as it has to be")]
    public async Task Look_ARelayThatWantsAToken_SaysWhatIsMissing(string? key)
    {
        var settings = new Dictionary<string, string?> { ["Auth:Mode"] = "Jwt", ["Auth:AccessTokenSecrets:0"] = Secret };
        await using var relay = await RelayTestHost.StartAsync(new() { Settings = settings });
        var refused = (await LookAsync(relay.Address, key is null ? null : AccessTokens.Issue(User, key)))[^1];
        Assert.Equal((Severity.Problem, "token"), (refused.Severity, refused.Check));
        Assert.Equal(Severity.Ok, (await LookAsync(relay.Address, AccessTokens.Issue(User, Secret)))[^1].Severity);
    }

    [Theory]
    [InlineData(2, "'nonsense'", "--server", "nonsense")]
    [InlineData(2, "--datasites needs --user", "--datasites", "/tmp")]
    [InlineData(2, "--party is EMAIL=DIR", "--party", "a@x.io")]
    [InlineData(2, "is no time", "--probe", "true", "--for", "long")]
    [InlineData(1, "\"severity\": \"problem\"", "--probe", "false", "--json")]
    [InlineData(1, "doesn't exist", "--party", "a@x.io=/nowhere")]
    public async Task Doctor_OnTheCommandLine_HasItsCodes(int expected, string text, params string[] arguments)
    {
        await using var home = new TestHome();
        var (code, output) = await ToolProcess.RunAsync("Hotlink.Devstack", ["doctor", "--home", home.Path, .. arguments]);
        Assert.Equal(expected, code);
        Assert.Contains(text, output, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<Finding>> LookAsync(Uri server, string? token) =>
        new ServerCheck(TimeProvider.System).LookAsync(server, User, token, TestContext.Current.CancellationToken).SoonAsync();
}
