using Hotlink.Testing.Hosting;

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

    private readonly RelaysUnderTest _relays = new();

    /// <summary>Whether the test makes the relay log errors on purpose.</summary>
    protected bool ExpectsErrors
    {
        get => _relays.ExpectErrors;
        set => _relays.ExpectErrors = value;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _relays.DisposeAsync();
    }

    /// <summary>Starts a relay in which everybody may read and write what is Alice's.</summary>
    protected async Task<RelayTestHost> StartAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        var relay = await StartAsync(new RelayTestOptions { Settings = settings.ToDictionary(pair => pair.Name, string? (pair) => pair.Value) });
        await relay.PublishRulesAsync(Alice);
        return relay;
    }

    /// <summary>Starts a relay without any rule.</summary>
    protected Task<RelayTestHost> StartAsync(RelayTestOptions options) => _relays.StartAsync(options);
}
