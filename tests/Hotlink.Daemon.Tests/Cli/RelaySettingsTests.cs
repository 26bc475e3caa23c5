using System.CommandLine;
using Hotlink.Cli.Settings;
using Hotlink.Testing.Hosting;

namespace Hotlink.Daemon.Tests.Cli;

public sealed class RelaySettingsTests
{
    [Fact]
    public void From_OptionsAndVariables_TakesTheOptionsFirst()
    {
        using var settings = Read("--server http://a --user A@x.io", ("HOTLINK_SERVER", "http://b"), ("HOTLINK_USER", "b@x.io"));

        Assert.Equal(("http://a/", "a@x.io"), (settings.Server.ToString(), settings.User));
    }

    [Fact]
    public void From_OursAndTheirs_TakesOursFirst()
    {
        using var settings = Read("", ("HOTLINK_SERVER", "http://b"), ("SYFTBOX_SERVER_URL", "http://c"), ("SYFTBOX_EMAIL", "c@x.io"));

        Assert.Equal(("http://b/", "c@x.io"), (settings.Server.ToString(), settings.User));
    }

    [Fact]
    public async Task From_ConfigFile_FillsWhatIsMissing()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "config.json");
        await File.WriteAllTextAsync(path, """{"email":"d@x.io","server_url":"https://d.example","data_dir":"/d"}""", TestContext.Current.CancellationToken);

        using var settings = Read("", ("SYFTBOX_CONFIG_PATH", path));

        Assert.Equal(("https://d.example/", "d@x.io", "/d"), (settings.Server.ToString(), settings.User, settings.Source.Config.DataDir));
    }

    [Theory]
    [InlineData("{", "is not valid JSON (line 1)")]
    [InlineData("null", "is not a SyftBox configuration")]
    public async Task From_ConfigFileIsBroken_SaysWhichAndWhere(string content, string words)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "config.json");
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);

        var wrong = Assert.Throws<SettingsException>(() => Read("", ("SYFTBOX_CONFIG_PATH", path)));

        Assert.Contains(words, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(path, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SYFTBOX_HOTLINK_P2P_ONLY")]
    [InlineData("SYFTBOX_HOTLINK_QUIC_ONLY")]
    public void From_DirectConnectionsOnly_IsRefused(string variable)
    {
        var wrong = Assert.Throws<SettingsException>(() => Read("--server http://a --user a@x.io", (variable, "1")));

        Assert.Contains(variable, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NextAsync_TokenFileChanges_GivesTheNewOne()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "token");
        await File.WriteAllTextAsync(path, "first\n", TestContext.Current.CancellationToken);
        using var settings = Read($"--server http://a --user a@x.io --token-file {path}");

        Assert.Equal("first", await settings.Tokens.NextAsync(TestContext.Current.CancellationToken));
        await File.WriteAllTextAsync(path, "second", TestContext.Current.CancellationToken);
        Assert.Equal("second", await settings.Tokens.NextAsync(TestContext.Current.CancellationToken));
    }

    private static RelaySettings Read(string line, params (string Name, string Value)[] environment)
    {
        var command = new Command("test");
        RelayOptions.AddTo(command);
        return RelaySettings.From(command.Parse(line), name => Array.Find(environment, pair => pair.Name == name).Value);
    }
}
