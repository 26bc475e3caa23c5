using System.Globalization;
using Hotlink.Daemon.Tests.Cli;
using Hotlink.Testing.Hosting;

namespace Hotlink.Daemon.Tests.Programs;

/// <summary>A relay, <c>hotlink expose</c> and <c>hotlink forward</c>, all processes of their own, in front of a service.</summary>
internal sealed class ForwardedService : IAsyncDisposable
{
    private const string Alice = "alice@one.example";
    private const string Bob = "bob@two.example";
    private const string Directory = "shared/service/0_to_1";
    private readonly TemporaryFolder _folder = new();
    private readonly List<CliProcess> _ends = [];
    private readonly NodeProcess _relay;

    private ForwardedService()
    {
        foreach (var user in new[] { Alice, Bob })
        {
            RuleFiles.Put(_folder.Path, user, RuleFiles.Everybody);
        }

        _relay = NodeProcess.Start(_folder.Path, "serve", "--urls", "http://127.0.0.1:0", "--datasites", _folder.Path);
    }

    /// <summary>The local port that is the service's.</summary>
    public int Port { get; private set; }

    /// <summary>What everybody wrote.</summary>
    public string Errors => string.Join('\n', _ends.Select(end => end.Errors).Append(_relay.Output));

    /// <summary>Starts all, and waits until it can be connected to.</summary>
    /// <param name="port">The service's own port.</param>
    public static async Task<ForwardedService> StartAsync(int port)
    {
        var forwarded = new ForwardedService();
        await forwarded.RunAsync(Bob, "expose", port.ToString(CultureInfo.InvariantCulture), $"{Bob}/{Directory}", "--to", Alice);
        var line = await forwarded.RunAsync(Alice, "forward", "0", $"{Alice}/{Directory}", "--to", Bob);
        forwarded.Port = int.Parse(line[(line.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
        return forwarded;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var end in _ends)
        {
            await end.SignalAsync("TERM");
            Assert.Equal(0, (await end.EndAsync()).Code);
            await end.DisposeAsync();
        }

        await _relay.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<string> RunAsync(string user, params string[] arguments)
    {
        var end = CliProcess.Start([.. arguments, "--user", user, "--server", (await _relay.AddressAsync()).ToString()]);
        _ends.Add(end);
        return await end.ReadLineAsync();
    }
}
