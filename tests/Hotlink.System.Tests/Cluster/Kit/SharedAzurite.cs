using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.Testing.Npm;

[assembly: AssemblyFixture(typeof(SharedAzurite))]

namespace Hotlink.System.Tests.Cluster.Kit;

/// <summary>One storage account for all clusters of a test run: their names keep them apart. Started by the first test that needs it.</summary>
public sealed class SharedAzurite : IMembershipStore, IAsyncDisposable
{
    private readonly Lazy<Task<string?>> _installation = new(() => NodePackages.InstallAsync(AzuriteServer.Folder));
    private readonly Lazy<Task<AzuriteServer>> _server = new(() => AzuriteServer.StartAsync());

    /// <inheritdoc/>
    public string Membership => "azure";

    /// <inheritdoc/>
    public Task<string?> ObstacleAsync() => _installation.Value;

    /// <inheritdoc/>
    public async Task<int> PortAsync() => (await _server.Value).Port;

    /// <inheritdoc/>
    public async Task<string> ConnectionStringAsync(int? port = null) => AzuriteServer.ConnectionStringFor(port ?? await PortAsync());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
