using Hotlink.Load.Client;
using Hotlink.Load.Processes;

namespace Hotlink.Load.Nodes;

/// <summary>A node of our relay, in a process of its own, on a free port of the loopback address.</summary>
internal sealed class RelayNode : IAsyncDisposable
{
    private const string SettingsPrefix = "HOTLINK_";
    private readonly ChildProcess _process;

    private RelayNode(ChildProcess process, string url)
    {
        (_process, Url) = (process, url);
        Endpoint = Endpoint.TryParse(url) ?? throw new LoadException($"the relay does not say where it listens: {url}");
    }

    /// <summary>No settings but the relay's own defaults.</summary>
    public static IReadOnlyDictionary<string, string> Defaults { get; } = new Dictionary<string, string>();

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>Where peers connect.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>Its process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts one and waits until it listens.</summary>
    /// <param name="datasites">Its folder of datasites.</param>
    /// <param name="settings">What it is told besides, such as <c>Connections:OpensPerSecond</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LoadException">It doesn't start; the text says what it said.</exception>
    public static async Task<RelayNode> StartAsync(string datasites, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var environment = settings.ToDictionary(
            static setting => SettingsPrefix + setting.Key.Replace(":", "__", StringComparison.Ordinal), static setting => setting.Value);
        var process = ChildProcess.StartOwn("Hotlink.Node", ["serve", "--urls", "http://127.0.0.1:0", "--auth", "off", "--datasites", datasites], environment);
        try
        {
            return new(process, await process.ListensAsync(cancellationToken));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
