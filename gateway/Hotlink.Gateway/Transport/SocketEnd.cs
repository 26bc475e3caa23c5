using System.Net.Sockets;

namespace Hotlink.Gateway.Transport;

/// <summary>The end of a socket.</summary>
internal static class SocketEnd
{
    /// <summary>Tells the other end that nothing more comes, and lets go of the socket. Does nothing the second time.</summary>
    public static void Close(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other end was first.
        }

        socket.Dispose();
    }
}
