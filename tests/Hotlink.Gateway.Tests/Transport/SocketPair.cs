using System.Net;
using System.Net.Sockets;

namespace Hotlink.Gateway.Tests.Transport;

/// <summary>Both ends of a connection over the loopback.</summary>
internal sealed record SocketPair(Socket Near, Socket Far) : IDisposable
{
    public static async Task<SocketPair> ConnectAsync()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await far.ConnectAsync(listener.LocalEndPoint!);
        return new(await listener.AcceptAsync(), far);
    }

    public void Dispose()
    {
        Near.Dispose();
        Far.Dispose();
    }
}
