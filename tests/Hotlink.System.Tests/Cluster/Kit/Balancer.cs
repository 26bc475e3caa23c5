namespace Hotlink.System.Tests.Cluster.Kit;

/// <summary>Sends each connection to a node that says it is ready, in turns, as a load balancer does.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly TcpForwarder _forwarder;
    private volatile ClusterNode[] _nodes;
    private int _turn;

    public Balancer(params ClusterNode[] nodes)
    {
        _nodes = nodes;
        _forwarder = new(ChooseAsync);
    }

    /// <summary>Where peers go.</summary>
    public Uri Address => new($"http://127.0.0.1:{_forwarder.Port}");

    /// <summary>The nodes from here on.</summary>
    public void Use(params ClusterNode[] nodes) => _nodes = nodes;

    public ValueTask DisposeAsync() => _forwarder.DisposeAsync();

    private async Task<int?> ChooseAsync()
    {
        var nodes = _nodes;
        var first = Interlocked.Increment(ref _turn);
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = nodes[(first + i) % nodes.Length];
            if (await node.ReadinessAsync() == 200)
            {
                return (await node.Process.AddressAsync()).Port;
            }
        }

        return null;
    }
}
