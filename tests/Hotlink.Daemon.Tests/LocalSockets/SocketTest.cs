using Hotlink.Daemon.Framing;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.LocalSockets;

/// <summary>A test with a relay, parties, and their applications. When it ends, the relay holds nothing of them and has logged no error.</summary>
public abstract class SocketTest : IAsyncLifetime
{
    protected const string Alice = "alice@example.com";
    protected const string Bob = "bob@example.com";
    protected const string Endpoint = $"{Alice}/app_data/latency/rpc/hotlink-protocol";
    private readonly List<IDisposable> _apps = [];
    private readonly List<IAsyncDisposable> _owned = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected RelayTestHost Relay { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Relay = await RelayTestHost.StartAsync();
        await Relay.PublishRulesAsync(Alice);
        await Relay.PublishRulesAsync(Bob);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _apps.ForEach(app => app.Dispose());
        foreach (var owned in Enumerable.Reverse(_owned))
        {
            await owned.DisposeAsync();
        }

        await Relay.DisposeAsync();
        await EventWait.UntilAsync(() => Relay.Pool.Outstanding == 0, () => Relay.Holdings);
        Assert.True(Relay.Errors.Count == 0, string.Join('\n', Relay.Errors));
    }

    internal async Task<Party> StartAsync(string user, PartyOptions? options = null, Uri? relay = null) =>
        Own(await Party.StartAsync(relay ?? Relay.Address, user, options));

    internal T Own<T>(T owned)
        where T : IAsyncDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    internal async Task<AppSocket> DialAsync(Party party, string directory)
    {
        var app = await party.DialAsync(directory);
        _apps.Add(app);
        return app;
    }

    internal static HlnkFrame Frame(string name, int size, string directory = Endpoint)
    {
        var payload = new byte[size];
        new Random(name.Length + size).NextBytes(payload);
        return new($"{directory}/{name}", payload);
    }

    /// <summary>The next frame is this one, whatever its tag and number.</summary>
    internal static async Task ExpectAsync(AppSocket app, HlnkFrame expected)
    {
        var frame = await app.ReadAsync();
        Assert.NotNull(frame);
        Assert.Equal((expected.Path, expected.Payload.Length), (frame.Path, frame.Payload.Length));
        Assert.True(expected.Payload.Span.SequenceEqual(frame.Payload.Span));
    }
}
