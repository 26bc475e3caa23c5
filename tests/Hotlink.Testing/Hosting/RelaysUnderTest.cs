using Hotlink.Testing.Waiting;

namespace Hotlink.Testing.Hosting;

/// <summary>The relays of one test. At its end each of them has to have let go of every frame, and to have logged no error.</summary>
public sealed class RelaysUnderTest : IAsyncDisposable
{
    private readonly List<RelayTestHost> _relays = [];

    /// <summary>Whether the test makes a relay log errors on purpose.</summary>
    public bool ExpectErrors { get; set; }

    /// <summary>The one that was started last.</summary>
    public RelayTestHost Last => _relays[^1];

    /// <summary>Starts a relay.</summary>
    public async Task<RelayTestHost> StartAsync(RelayTestOptions? options = null)
    {
        var relay = await RelayTestHost.StartAsync(options);
        _relays.Add(relay);
        return relay;
    }

    /// <summary>Starts a relay in which some users may read and write each other's datasites.</summary>
    /// <param name="users">Whose rules are there before it starts: a client that comes back to a restarted relay finds them.</param>
    /// <param name="settings">Its configuration.</param>
    public Task<RelayTestHost> StartAsync(IEnumerable<string> users, params IEnumerable<(string Name, string Value)> settings) =>
        StartAsync(new RelayTestOptions
        {
            Settings = settings.ToDictionary(pair => pair.Name, string? (pair) => pair.Value),
            Datasites = folder => RuleFiles.PutForEverybody(folder, users),
        });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var relay in _relays)
        {
            await relay.DisposeAsync();
            if (!ExpectErrors && relay.Errors.Count > 0)
            {
                throw new InvalidOperationException($"The relay logged errors:\n{string.Join('\n', relay.Errors)}");
            }

            await EventWait.UntilAsync(() => relay.Pool.Outstanding == 0, () => relay.Holdings, expected: "no frame kept", phase: "the end of the test");
        }
    }
}
