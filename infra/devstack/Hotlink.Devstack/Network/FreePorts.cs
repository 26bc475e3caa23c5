using System.Net;
using System.Net.Sockets;

namespace Hotlink.Devstack.Network;

/// <summary>Whether a port of this machine can be had.</summary>
internal static class FreePorts
{
    /// <summary>True when something can listen on it right now, on the loopback address and on all.</summary>
    public static bool IsFree(int port) => CanBind(IPAddress.Loopback, port) && CanBind(IPAddress.Any, port);

    private static bool CanBind(IPAddress address, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
