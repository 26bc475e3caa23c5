using Hotlink.Client;
using Hotlink.Daemon.Tunnels;
using Hotlink.Testing.Hosting;

namespace Hotlink.Daemon.Tests.Kit;

/// <summary>A test with a relay, parties and applications of its own. When it ends, all are gone, and the relay kept no frame and logged no error.</summary>
public abstract class TunnelTest : IAsyncLifetime
{
    protected const string Alice = "alice@one.example";
    protected const string Bob = "bob@two.example";
    protected const string Carol = "carol@three.example";
    protected const string Run = "shared/flows/f/run/_mpc";

    private readonly List<IAsyncDisposable> _owned = [];
    private readonly RelaysUnderTest _relays = new();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected RelayTestHost Relay => _relays.Last;

    /// <summary>Long, because a busy machine makes nobody another client.</summary>
    protected virtual TimeSpan GreetingTimeout => TimeSpan.FromSeconds(20);

    public async ValueTask InitializeAsync() => await StartRelayAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var owned in Enumerable.Reverse(_owned))
        {
            await owned.DisposeAsync();
        }

        await _relays.DisposeAsync();
    }

    /// <summary>Starts a relay in which everybody may read and write each other's datasites.</summary>
    protected Task<RelayTestHost> StartRelayAsync(params IEnumerable<(string Name, string Value)> settings) =>
        _relays.StartAsync([Alice, Bob, Carol], settings);

    /// <summary>Has something disposed of at the end of the test.</summary>
    protected T Own<T>(T owned)
        where T : IAsyncDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    /// <summary>Connects a client, not as a party.</summary>
    protected async Task<HotlinkClient> ConnectAsync(string user, Func<HotlinkClientOptions, HotlinkClientOptions>? change = null)
    {
        var options = new HotlinkClientOptions
        {
            ServerUri = Relay.Address,
            User = user,
            ReconnectDelay = TimeSpan.FromMilliseconds(50),
            ReconnectMaxDelay = TimeSpan.FromMilliseconds(200),
            GreetingTimeout = GreetingTimeout,
        };
        return await HotlinkClient.ConnectAsync(change?.Invoke(options) ?? options, Cancellation);
    }

    /// <summary>Starts a party.</summary>
    protected async Task<Party> StartAsync(
        string user, TunnelOptions? options = null, Func<HotlinkClientOptions, HotlinkClientOptions>? change = null)
    {
        Party? party = null;
        var client = await ConnectAsync(user, given => (change?.Invoke(given) ?? given) with { OnEvent = happened => party?.Note(happened) });
        return party = Own(new Party(client, options));
    }

    /// <summary>Starts Alice and Bob with a tunnel in the layout of flows.</summary>
    protected async Task<(Party Alice, int AlicePort, Party Bob, int BobPort)> StartPairAsync(
        TunnelOptions? options = null, Func<HotlinkClientOptions, HotlinkClientOptions>? change = null)
    {
        var (alice, bob) = (await StartAsync(Alice, options, change), await StartAsync(Bob, options, change));
        var (one, two) = (
            await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob), await bob.OpenTunnelAsync($"{Bob}/{Run}/1_to_0", Bob, Alice));
        return (alice, one, bob, two);
    }

    /// <summary>Connects an application to its party's tunnel.</summary>
    protected async Task<App> DialAsync(int port) => Own(await App.DialAsync(port));
}
