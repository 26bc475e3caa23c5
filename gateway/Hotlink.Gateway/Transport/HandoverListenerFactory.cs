using System.Net;
using System.Net.Sockets;
using Hotlink.Gateway.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.ObjectPool;

namespace Hotlink.Gateway.Transport;

/// <summary>Listens on addresses and on Unix sockets; what the process was given as an open handle is left to the server's own transport.</summary>
internal sealed class HandoverListenerFactory(IMemoryPoolFactory<byte> pools, GatewayLog log, TimeProvider time)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector, IDisposable
{
    private const int Backlog = 512;
    private const int KeptSenders = 1024;

    // A connection at rest has no sender: those that no socket uses are here.
    private readonly ObjectPool<SocketSender> _senders = new DefaultObjectPoolProvider { MaximumRetained = KeptSenders }.Create<SocketSender>();

    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint or UnixDomainSocketEndPoint;

    /// <exception cref="AddressInUseException">Somebody else listens there.</exception>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = Listen(endpoint);
        return new(new HandoverListener(socket, pools.Create(), _senders, log, time));
    }

    public void Dispose() => (_senders as IDisposable)?.Dispose();

    private static Socket Listen(EndPoint endpoint)
    {
        try
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new AddressInUseException(exception.Message, exception);
        }
    }
}
