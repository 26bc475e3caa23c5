using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Kit;

/// <summary>
/// A test with a relay and clients of its own. When it ends, the clients are gone, and the relay has let go of every frame and logged no error.
/// </summary>
public abstract class ClientTest : IAsyncLifetime
{
    protected const string Alice = "alice@one.example";
    protected const string Bob = "bob@two.example";
    protected const string Carol = "carol@three.example";
    protected const string Directory = "shared/flows/f/run/_mpc/0_to_1";
    protected static readonly string AlicePath = $"{Alice}/{Directory}/stream.tcp.request";
    protected static readonly string BobPath = $"{Bob}/{Directory}/stream.tcp.request";

    private readonly List<IAsyncDisposable> _owned = [];
    private readonly List<RelayTestHost> _relays = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What the clients told their observers.</summary>
    internal EventRecorder Events { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var owned in Enumerable.Reverse(_owned))
        {
            await owned.DisposeAsync();
        }

        foreach (var relay in _relays)
        {
            await relay.DisposeAsync();
            await EventWait.UntilAsync(() => relay.Pool.Outstanding == 0, () => relay.Holdings, expected: "no frame kept", phase: GetType().Name);
            Assert.True(relay.Errors.Count == 0, string.Join('\n', relay.Errors));
        }
    }

    /// <summary>Starts a relay in which Alice, Bob and Carol may read and write each other's datasites.</summary>
    protected async Task<RelayTestHost> StartRelayAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        var relay = await RelayTestHost.StartAsync(new RelayTestOptions
        {
            Settings = settings.ToDictionary(pair => pair.Name, string? (pair) => pair.Value),
            Datasites = WriteRules, // Before it starts: a client that comes back to a restarted relay finds them there.
        });
        _relays.Add(relay);
        return relay;
    }

    /// <summary>Has something disposed of at the end of the test.</summary>
    protected T Own<T>(T owned)
        where T : IAsyncDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    /// <summary>Connects a client. It is patient with greetings: a peer on a busy machine is no plain one.</summary>
    protected async Task<HotlinkClient> ConnectAsync(Uri server, string user, Func<HotlinkClientOptions, HotlinkClientOptions>? change = null)
    {
        var options = new HotlinkClientOptions
        {
            ServerUri = server,
            User = user,
            GreetingTimeout = TimeSpan.FromSeconds(20),
            OnEvent = happened => Events.Add(user, happened),
        };
        return Own(await HotlinkClient.ConnectAsync(change?.Invoke(options) ?? options, Cancellation));
    }

    /// <summary>Lets the three read and write each other's datasites.</summary>
    protected static void WriteRules(string datasites)
    {
        foreach (var owner in new[] { Alice, Bob, Carol })
        {
            RuleFiles.Put(datasites, owner, RuleFiles.Everybody);
        }
    }

    /// <summary>Connects a client to a relay's double, which doesn't answer a farewell.</summary>
    private protected Task<HotlinkClient> ConnectAsync(RelayDouble relay, string user, Func<HotlinkClientOptions, HotlinkClientOptions>? change = null) =>
        ConnectAsync(relay.Address, user, options =>
        {
            var hasty = options with { CloseTimeout = TimeSpan.FromMilliseconds(50), ReconnectDelay = TimeSpan.FromMilliseconds(20) };
            return change?.Invoke(hasty) ?? hasty;
        });

    /// <summary>Opens the channel between two clients.</summary>
    protected static async Task<(HotlinkChannel First, HotlinkChannel Second)> OpenChannelAsync(HotlinkClient first, HotlinkClient second)
    {
        var one = first.OpenChannelAsync(Directory, second.User, Cancellation);
        var two = second.OpenChannelAsync(Directory, first.User, Cancellation);
        await Task.WhenAll(one, two).SoonAsync();
        return (await one, await two);
    }
}
