using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Mpc3.Transport;

/// <summary>Makes the two links of a party: through tunnels by connecting to local ports, directly by listening for higher numbers.</summary>
internal sealed class PartyConnector(int party, bool direct, string run, TimeSpan patience, TimeProvider timeProvider)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Connects to both, and sees that the right party with the same computation is there.</summary>
    public async Task<PartyNetwork> ConnectAsync(IReadOnlyDictionary<int, int> ports, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var links = await Task.WhenAll(ports.Select(pair => LinkAsync(pair.Key, pair.Value, either.Token)));
            return new(
                party,
                links.Single(link => link.Party == PartyNetwork.PreviousOf(party)),
                links.Single(link => link.Party == PartyNetwork.NextOf(party)),
                patience,
                timeProvider);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"party {party} reached not all others within {patience.TotalSeconds:0} s");
        }
    }

    private async Task<PartyLink> LinkAsync(int peer, int port, CancellationToken cancellationToken)
    {
        var socket = direct && party < peer ? await ListenAsync(port, cancellationToken) : await DialAsync(port, cancellationToken);
        socket.NoDelay = true;
        var link = new PartyLink(peer, new NetworkStream(socket, ownsSocket: true));
        await Task.WhenAll(link.SendAsync(-1, Hello(party), cancellationToken), GreetAsync(link, cancellationToken));
        return link;
    }

    private async Task GreetAsync(PartyLink link, CancellationToken cancellationToken)
    {
        var hello = new byte[Hello(link.Party).Length];
        await link.ReceiveAsync(-1, hello.AsMemory(), cancellationToken);
        if (!hello.AsSpan().SequenceEqual(Hello(link.Party)))
        {
            throw new PartyException(link.Party, -1, hello[0] != link.Party
                ? $"party {hello[0]} answered in its place: the ports are mixed up"
                : "it runs another computation, size or seed");
        }
    }

    private byte[] Hello(int who) => [(byte)who, .. SHA256.HashData(Encoding.UTF8.GetBytes(run)).AsSpan(0, 15)];

    private static async Task<Socket> ListenAsync(int port, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start(1);
        return await listener.AcceptSocketAsync(cancellationToken);
    }

    private async Task<Socket> DialAsync(int port, CancellationToken cancellationToken)
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return socket;
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.ConnectionRefused)
            {
                socket.Dispose();
                await Task.Delay(Pause, timeProvider, cancellationToken);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
