using System.Net;
using System.Net.Sockets;
using Hotlink.Testing.Waiting;
using Mpc3.Sharing;
using Mpc3.Transport;

namespace Hotlink.Devstack.Tests.Mpc3;

/// <summary>Three parties in this process, joined by real connections.</summary>
internal sealed class ThreeParties : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly PartyNetwork[] _networks;
    private ShareProtocol[] _protocols = [];

    private ThreeParties(PartyNetwork[] networks) => _networks = networks;

    public static async Task<ThreeParties> StartAsync()
    {
        var (a, b, c) = (await ConnectAsync(), await ConnectAsync(), await ConnectAsync());
        PartyNetwork[] networks =
        [
            new(0, new(2, c.Two), new(1, a.One), Patience, TimeProvider.System),
            new(1, new(0, a.Two), new(2, b.One), Patience, TimeProvider.System),
            new(2, new(1, b.Two), new(0, c.One), Patience, TimeProvider.System),
        ];
        var parties = new ThreeParties(networks);
        parties._protocols = await Task.WhenAll(networks.Select(network => ShareProtocol.StartAsync(network, CancellationToken.None))).SoonAsync();
        return parties;
    }

    /// <summary>Lets every party do the same and gives what each got.</summary>
    public Task<T[]> RunAsync<T>(Func<ShareProtocol, Task<T>> step) => Task.WhenAll(_protocols.Select(step)).SoonAsync();

    public static async Task<(Stream One, Stream Two)> ConnectAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(1);
        var one = new TcpClient();
        await one.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        var two = await listener.AcceptTcpClientAsync();
        return (one.GetStream(), two.GetStream());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (protocol, network) in _protocols.Zip(_networks))
        {
            protocol.Dispose();
            await network.DisposeAsync();
        }
    }
}
