using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;

namespace Hotlink.System.Tests.Node;

/// <summary><c>serve</c> with options good and bad: it starts, or it says what is wrong in words and ends with 1 or 2.</summary>
public sealed class ServeOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("not loopback", "Auth:Mode", "--urls", "http://0.0.0.0:0", "--auth", "off")]
    [InlineData("no secret", "AccessTokenSecrets", "--urls", "http://127.0.0.1:0", "--auth", "jwt")]
    [InlineData("no such mode", "--auth", "--auth", "maybe")]
    [InlineData("no such silo", "--silo", "--silo", "moon")]
    [InlineData("no such option", "--colour", "--colour", "red")]
    [InlineData("no such file", "nowhere.json", "--config", "nowhere.json")]
    [InlineData("no such scheme", "ftp", "--urls", "ftp://127.0.0.1:0")]
    [InlineData("no such port", "port", "--urls", "http://127.0.0.1:99999")]
    [InlineData("broken settings", "broken.json", "--urls", "http://127.0.0.1:0", "--config", "broken.json")]
    [InlineData("wrong settings", "Connections:SessionCount", "--urls", "http://127.0.0.1:0", "--config", "wrong.json")]
    [InlineData("folder is a file", "wrong.json", "--urls", "http://127.0.0.1:0", "--datasites", "wrong.json")]
    [InlineData("no such bucket's name", "Datasites has no bucket", "--urls", "http://127.0.0.1:0", "--datasites", "s3://B")]
    public async Task Serve_WithBadOptions_SaysWhatIsWrong(string what, string named, params string[] arguments)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "broken.json"), "{", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "wrong.json"), """{"Connections":{"SessionCount":0}}""", TestContext.Current.CancellationToken);

        await using var node = NodeProcess.Start(_folder.Path, ["serve", .. arguments]);
        var exitCode = await node.ExitCodeAsync();

        Assert.True(exitCode is 1 or 2, $"{what}: exit code {exitCode}; {node.Output}");
        Assert.Contains(named, node.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", node.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("listens on", node.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_OnAPortInUse_SaysSo()
    {
        await using var first = NodeProcess.Start(_folder.Path, "serve", "--urls", "http://127.0.0.1:0");
        var address = await first.AddressAsync();

        await using var second = NodeProcess.Start(_folder.Path, "serve", "--urls", address.ToString());

        Assert.Equal(1, await second.ExitCodeAsync());
        Assert.Contains($"{address.Port}", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Output, StringComparison.Ordinal);
    }

    // The secrets of tenants, and everything else that the command line doesn't know, come from a file.
    [Fact]
    public async Task Serve_WithTenantsFromAFile_Starts()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "tenants.json"),
            """{"Tenants":[{"Name":"red","Hosts":["red.example"],"Datasites":"red"},{"Name":"blue","Hosts":["blue.example"],"Datasites":"blue"}]}""",
            TestContext.Current.CancellationToken);

        await using var node = NodeProcess.Start(_folder.Path, "serve", "--urls", "http://127.0.0.1:0", "--auth", "off", "--config", "tenants.json");

        await node.ConnectAsync(new PeerOptions { User = "alice@one.example", Host = "red.example" });
    }

    // Pitfall 74.
    [Fact]
    public async Task Serve_WithoutAuthenticationOnLoopback_SaysSoLoudly()
    {
        await using var node = NodeProcess.Start(_folder.Path, "serve", "--urls", "http://127.0.0.1:0");

        await node.ConnectAsync(new PeerOptions { User = "alice@one.example" });

        Assert.Contains("warn", node.Output, StringComparison.OrdinalIgnoreCase);
    }
}
