using System.Globalization;
using System.Security.Cryptography;
using Hotlink.Daemon.Tests.Kit;

namespace Hotlink.Daemon.Tests.Cli;

/// <summary><c>forward</c> and <c>expose</c> as a user has them.</summary>
public sealed class ForwardCommandTests : CliTest
{
    private const string Directory = "shared/db/0_to_1";
    private readonly Service _service = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Forward_SeveralConnections_EachReachesTheService()
    {
        await ExposeAsync();
        var port = await ForwardAsync();
        foreach (var text in new[] { "first", "second", "third" })
        {
            var client = await App.DialAsync(port);
            await client.WriteAsync(text);
            await (await _service.AcceptAsync(Errors)).ExpectAsync(text, Errors);
        }
    }

    [Fact]
    public async Task Expose_IsKilledAndStartedAgain_ConnectionsAreResetAndNewOnesWork()
    {
        var exposer = await ExposeAsync();
        var port = await ForwardAsync();
        await using var before = await App.DialAsync(port);
        await before.WriteAsync("before");
        await using var service = await _service.AcceptAsync(Errors);
        await service.ExpectAsync("before", Errors);

        await exposer.SignalAsync("KILL");
        await exposer.EndAsync();
        await ExposeAsync();

        await before.ExpectResetAsync(Errors);
        await using var after = await App.DialAsync(port);
        var content = RandomNumberGenerator.GetBytes(300_000);
        await after.WriteAsync(content);
        await using var serviceAfter = await _service.AcceptAsync(Errors);
        Assert.Equal(content, await serviceAfter.ReadBytesAsync(content.Length, Errors));
    }

    [Theory]
    [InlineData("forward", 1)]
    [InlineData("expose", 0)]
    public async Task Command_Terminated_EndsWithZeroAndTheApplicationsAreTold(string command, int index)
    {
        await ExposeAsync();
        await using var client = await App.DialAsync(await ForwardAsync());
        await client.WriteAsync("x");
        await using var server = await _service.AcceptAsync(Errors);
        await server.ExpectAsync("x", Errors);
        var process = Processes[index];

        await process.SignalAsync("TERM");

        Assert.True((await process.EndAsync()).Code == 0, command + Errors());
        await client.ExpectResetAsync(Errors);
        await server.ExpectResetAsync(Errors);
    }

    [Theory]
    [InlineData("The path begins with your datasite", "forward", "0", $"{Bob}/{Directory}", "--to", Bob)]
    [InlineData("The peer is oneself", "expose", "1", $"{Alice}/{Directory}", "--to", Alice)]
    [InlineData("A service is PORT or HOST:PORT", "expose", "nowhere", $"{Alice}/{Directory}", "--to", Bob)]
    [InlineData("--connections is a number", "forward", "0", $"{Alice}/{Directory}", "--to", Bob, "--connections", "0")]
    public async Task Command_CanNotBe_SaysWhy(string words, params string[] arguments)
    {
        var process = Start(Alice, arguments);

        Assert.Equal(2, (await process.EndAsync()).Code);
        Assert.Contains(words, process.Errors, StringComparison.Ordinal);
    }

    private async Task<CliProcess> ExposeAsync()
    {
        var process = Start(Bob, "expose", _service.Port.ToString(CultureInfo.InvariantCulture), $"{Bob}/{Directory}", "--to", Alice);
        Assert.Contains("is exposed to", await process.ReadLineAsync(), StringComparison.Ordinal);
        return process;
    }

    private Task<int> ForwardAsync() => PortAsync(Start(Alice, "forward", "0", $"{Alice}/{Directory}", "--to", Bob));

    private CliProcess Start(string user, params string[] arguments) => Start([.. arguments, "--user", user]);
}
