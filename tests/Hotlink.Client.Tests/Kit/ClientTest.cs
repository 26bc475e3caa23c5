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
    private readonly RelaysUnderTest _relays = new();

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

        await _relays.DisposeAsync();
    }

    /// <summary>Starts a relay in which Alice, Bob and Carol may read and write each other's datasites.</summary>
    protected Task<RelayTestHost> StartRelayAsync(params IEnumerable<(string Name, string Value)> settings) =>
        _relays.StartAsync([Alice, Bob, Carol], settings);

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
    protected static void WriteRules(string datasites) => RuleFiles.PutForEverybody(datasites, Alice, Bob, Carol);

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
