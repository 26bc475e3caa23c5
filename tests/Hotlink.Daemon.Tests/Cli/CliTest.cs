using System.Globalization;
using Hotlink.Testing.Hosting;

namespace Hotlink.Daemon.Tests.Cli;

/// <summary>A test of the command as a user has it: a relay in which Alice and Bob may do everything, and processes that end with the test.</summary>
public abstract class CliTest : IAsyncLifetime
{
    protected const string Alice = "alice@one.example";
    protected const string Bob = "bob@two.example";

    private protected List<CliProcess> Processes { get; } = [];

    protected RelayTestHost Relay { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Relay = await RelayTestHost.StartAsync();
        await Relay.PublishRulesAsync(Alice);
        await Relay.PublishRulesAsync(Bob);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var process in Processes)
        {
            await process.DisposeAsync();
        }

        await Relay.DisposeAsync();
    }

    /// <summary>Starts the command with the relay's address.</summary>
    private protected CliProcess Start(params IEnumerable<string> arguments) => Own(CliProcess.Start([.. arguments, "--server", Relay.Address.ToString()]));

    /// <summary>Has a process ended with the test.</summary>
    private protected CliProcess Own(CliProcess process)
    {
        Processes.Add(process);
        return process;
    }

    /// <summary>The port at the end of the line that a process writes when it listens.</summary>
    private protected static async Task<int> PortAsync(CliProcess process)
    {
        var line = await process.ReadLineAsync();
        return int.Parse(line[(line.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>What the processes complained of.</summary>
    protected string Errors() => string.Join('\n', Processes.Select(process => process.Errors));
}
