using Hotlink.Node.Cluster;
using Hotlink.System.Tests.Cluster.Kit;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace Hotlink.System.Tests.Cluster.Kit;

/// <summary>One database for all clusters of a test run: their names keep them apart. Started by the first test that needs it.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<LocalPostgres>> _server = new(() => LocalPostgres.StartAsync(CancellationToken.None));

    /// <summary>The server.</summary>
    internal Task<LocalPostgres> ServerAsync() => _server.Value;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await LocalPostgres.RemoveAsync((await _server.Value).Folder, CancellationToken.None);
        }
    }
}
