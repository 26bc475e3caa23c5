using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Kit;

/// <summary>
/// A test with relays of its own. When it ends, each of them has to have let go of every frame, and to have logged no error.
/// </summary>
public abstract class RelayTest : IAsyncLifetime
{
    protected const string Alice = "alice@one.example";
    protected const string Bob = "bob@two.example";
    protected const string Carol = "carol@three.example";
    protected const string Mallory = "mallory@four.example";

    private readonly List<RelayTestHost> _relays = [];

    /// <summary>Whether the test makes the relay log errors on purpose.</summary>
    protected bool ExpectsErrors { get; set; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var relay in _relays)
        {
            await relay.DisposeAsync();
            await EventWait.UntilAsync(() => relay.Pool.Outstanding == 0, () => relay.Holdings, expected: "no frame kept", phase: GetType().Name);
            Assert.True(ExpectsErrors || relay.Errors.Count == 0, string.Join('\n', relay.Errors));
        }
    }

    /// <summary>Starts a relay in which everybody may read and write what is Alice's.</summary>
    protected async Task<RelayTestHost> StartAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        var relay = await StartAsync(new RelayTestOptions { Settings = settings.ToDictionary(pair => pair.Name, string? (pair) => pair.Value) });
        await relay.PublishRulesAsync(Alice);
        return relay;
    }

    /// <summary>Starts a relay without any rule.</summary>
    protected async Task<RelayTestHost> StartAsync(RelayTestOptions options)
    {
        var relay = await RelayTestHost.StartAsync(options);
        _relays.Add(relay);
        return relay;
    }
}
