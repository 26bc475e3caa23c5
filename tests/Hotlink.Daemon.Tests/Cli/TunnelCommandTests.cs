using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Cli;

public sealed class TunnelCommandTests : CliTest
{
    private const string Channel = "shared/run/0_to_1";

    [Fact]
    public async Task Tunnel_TwoApplications_TalkAsOverOneConnection()
    {
        await using var one = await App.DialAsync(await TunnelAsync(Alice, Bob));
        await using var two = await App.DialAsync(await TunnelAsync(Bob, Alice));
        var (there, back) = (RandomNumberGenerator.GetBytes(3_000_000), RandomNumberGenerator.GetBytes(2_000_000));

        var sending = Task.WhenAll(SendAsync(one, there), SendAsync(two, back));

        Assert.Equal(SHA256.HashData(there), SHA256.HashData(await two.ReadToEndAsync().SoonAsync(Errors)));
        Assert.Equal(SHA256.HashData(back), SHA256.HashData(await one.ReadToEndAsync().SoonAsync(Errors)));
        await sending;
    }

    [Fact]
    public async Task Tunnel_Terminated_EndsWithZeroAndTheApplicationIsTold()
    {
        await using var one = await App.DialAsync(await TunnelAsync(Alice, Bob));
        await using var two = await App.DialAsync(await TunnelAsync(Bob, Alice));
        await one.WriteAsync("x");
        await two.ExpectAsync("x", Errors);

        await Processes[0].SignalAsync("TERM");

        Assert.Equal(0, (await Processes[0].EndAsync()).Code);
        await two.ExpectResetAsync(Errors);
    }

    [Fact]
    public async Task Tunnel_PortIsTaken_SaysSoAndListensWhenItIsFree()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var tunnel = Start(port, Alice, Bob);
        await tunnel.SaysAsync("it is tried again");

        taken.Stop();

        await tunnel.WroteAsync("tunnel to".Length);
    }

    [Theory]
    [InlineData("The path begins with your datasite", Alice, Bob, $"{Bob}/{Channel}")]
    [InlineData("The peer is oneself", Alice, Alice, $"{Alice}/{Channel}")]
    [InlineData("no canonical path", Alice, Bob, $"{Alice}/../{Channel}")]
    public async Task Tunnel_CanNotBe_SaysWhy(string words, string user, string peer, string path)
    {
        var process = Start("tunnel", "0", path, "--user", user, "--to", peer);

        Assert.Equal(2, (await process.EndAsync()).Code);
        Assert.Contains(words, process.Errors, StringComparison.Ordinal);
    }

    private CliProcess Start(int port, string user, string peer) =>
        Start("tunnel", port.ToString(CultureInfo.InvariantCulture), $"{user}/{Channel}", "--to", peer, "--user", user);

    private Task<int> TunnelAsync(string user, string peer) => PortAsync(Start(0, user, peer));

    private static async Task SendAsync(App app, byte[] bytes)
    {
        await app.WriteAsync(bytes);
        app.EndSending();
    }
}
