using System.Collections.Concurrent;
using Hotlink.Domain.Access;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Access.Buckets;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hotlink.Interop.Buckets;

/// <summary>A test with a bucket of its own.</summary>
public abstract class BucketTest(BucketInstallation installation) : IClassFixture<BucketInstallation>, IAsyncLifetime
{
    protected const string Alice = "alice@one.example";
    protected const string Bob = "bob@two.example";
    protected const string AliceRules = $"{Alice}/{RuleFiles.Name}";

    private readonly List<IAsyncDisposable> _open = [];
    private readonly ConcurrentBag<RelayTestHost> _relays = [];

    private protected BucketServer Server { get; } = new();

    private protected Rulebook Rules { get; } = new();

    private protected NodeCounters Counters { get; } = new();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(installation.Obstacle is not null, installation.Obstacle ?? "");
        await Server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var relay in _relays)
        {
            await relay.DisposeAsync();
        }

        foreach (var bucket in _open)
        {
            await bucket.DisposeAsync();
        }

        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected DatasiteBucket Open(string prefix = "", BucketOptions? options = null, string bucket = BucketServer.Bucket)
    {
        Assert.True(BucketLocation.TryParse(Server.SettingOf(prefix, bucket), out var location, out var error), error);
        var opened = new DatasiteBucket(location, options ?? new(), Rules, Counters, TimeProvider.System, NullLogger<DatasiteBucket>.Instance);
        _open.Add(opened);
        return opened;
    }

    private protected async Task<DatasiteBucket> StartAsync(string prefix = "", BucketOptions? options = null)
    {
        var bucket = Open(prefix, options);
        await bucket.StartAsync(Cancellation);
        return bucket;
    }

    private protected async Task<RelayTestHost> StartRelayAsync()
    {
        var relay = await RelayTestHost.StartAsync(new RelayTestOptions
        {
            Settings = new Dictionary<string, string?> { ["Datasites"] = Server.SettingOf() },
        });
        _relays.Add(relay);
        return relay;
    }

    private protected bool MayRead(string user, string path = $"{Alice}/file") => Rules.Decide(user, AccessLevel.Read, path, default).Allowed;

    private protected static Task WhenAsync(Func<bool> condition, DatasiteBucket bucket) =>
        EventWait.UntilAsync(condition, () => $"{bucket.Count} rule files, reachable: {bucket.IsReachable}, {string.Join("; ", bucket.Problems)}");
}
