using Hotlink.Node.Cluster;
using Hotlink.System.Tests.Cluster.Kit;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace Hotlink.System.Tests.Cluster.Kit;

/// <summary>One database for all clusters of a test run: their names keep them apart. Started by the first test that needs it.</summary>
public sealed class SharedPostgres : IMembershipStore, IAsyncDisposable
{
    private readonly Lazy<Task<LocalPostgres>> _server = new(() => LocalPostgres.StartAsync(CancellationToken.None));

    /// <inheritdoc/>
    public string Membership => "postgres";

    /// <inheritdoc/>
    public Task<string?> ObstacleAsync() =>
        Task.FromResult(LocalPostgres.IsInstalled ? null : "PostgreSQL, which keeps the membership of the cluster, is not installed.");

    /// <inheritdoc/>
    public async Task<int> PortAsync() => (await _server.Value).Port;

    /// <inheritdoc/>
    public async Task<string> ConnectionStringAsync(int? port = null)
    {
        var server = await _server.Value;
        return LocalPostgres.ConnectionStringFor(port ?? server.Port, server.Password);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await LocalPostgres.RemoveAsync((await _server.Value).Folder, CancellationToken.None);
        }
    }
}
