using System.Collections.Concurrent;
using Hotlink.Grains.Abstractions.Datasites;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Access;

/// <summary>Follows the datasites folder of every tenant while the host runs, and takes the rule files that come over the wire.</summary>
internal sealed class RuleFolders(TenantFolders folders, Rulebooks rulebooks, TimeProvider time, ILogger<DatasiteFolder> logger)
    : IHostedService, IRuleFiles, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, DatasiteFolder> _byTenant = new(StringComparer.Ordinal);

    /// <summary>What is not as its owner meant it, in all folders.</summary>
    public IEnumerable<RuleFileProblem> Problems => _byTenant.Values.SelectMany(folder => folder.Problems);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (tenant, path) in folders.ByTenant)
        {
            Directory.CreateDirectory(path);
            var folder = new DatasiteFolder(new() { Root = path }, rulebooks.Of(tenant), time, logger);
            _byTenant[tenant] = folder;
            await folder.StartAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public bool IsValid(string path, ReadOnlyMemory<byte> content) => RuleFileReader.Read(content.Span).IsValid;

    public bool Install(string tenant, string path, ReadOnlyMemory<byte> content) =>
        _byTenant.TryGetValue(tenant, out var folder) && folder.Install(path, content.Span).Installed;

    public async ValueTask DisposeAsync()
    {
        // The container disposes of it once for each thing that it is registered as.
        foreach (var tenant in _byTenant.Keys)
        {
            if (_byTenant.TryRemove(tenant, out var folder))
            {
                await folder.DisposeAsync();
            }
        }
    }
}
