using System.Collections.Concurrent;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Access.Buckets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hotlink.Grains.Access;

/// <summary>Follows the datasites of every tenant while the host runs, and takes the files that come over the wire.</summary>
internal sealed class RuleSources(
    TenantDatasites datasites, Rulebooks rulebooks, IRuleNews news, IOptions<BucketOptions> bucketOptions, NodeCounters counters, TimeProvider time,
    ILoggerFactory loggers)
    : IHostedService, IRuleFiles, IBucketFiles, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, IRuleSource> _byTenant = new(StringComparer.Ordinal);

    /// <summary>What is not as its owner meant it, everywhere.</summary>
    public IEnumerable<RuleFileProblem> Problems => _byTenant.Values.SelectMany(source => source.Problems);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (tenant, path) in datasites.Folders)
        {
            Directory.CreateDirectory(path);
            _byTenant[tenant] = new DatasiteFolder(new() { Root = path }, rulebooks.Of(tenant), time, loggers.CreateLogger<DatasiteFolder>());
        }

        foreach (var (tenant, location) in datasites.Buckets)
        {
            _byTenant[tenant] = new DatasiteBucket(
                location, bucketOptions.Value, rulebooks.Of(tenant), counters, time, loggers.CreateLogger<DatasiteBucket>());
        }

        foreach (var source in _byTenant.Values)
        {
            await source.StartAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public bool IsValid(string path, ReadOnlyMemory<byte> content) => RuleFileReader.Read(content.Span).IsValid;

    public async ValueTask<bool> InstallAsync(string tenant, string path, ReadOnlyMemory<byte> content)
    {
        if (!_byTenant.TryGetValue(tenant, out var source) || !source.Install(path, content.Span).Installed)
        {
            return false;
        }

        await news.TellAsync(tenant, path);
        return true;
    }

    /// <summary>Looks at a rule file that another node has written.</summary>
    public Task LookAtAsync(string tenant, string path, CancellationToken cancellationToken) =>
        _byTenant.TryGetValue(tenant, out var source) ? source.LookAtAsync(path, cancellationToken) : Task.CompletedTask;

    public ValueTask<bool> WriteAsync(string tenant, string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        _byTenant.GetValueOrDefault(tenant) is DatasiteBucket bucket ? bucket.WriteAsync(path, content, cancellationToken) : new(false);

    public async ValueTask DisposeAsync()
    {
        // The container disposes of it once for each thing that it is registered as.
        foreach (var tenant in _byTenant.Keys)
        {
            if (_byTenant.TryRemove(tenant, out var source))
            {
                await source.DisposeAsync();
            }
        }
    }
}
