using System.Net;
using System.Net.Sockets;

namespace Hotlink.Node.Cluster;

/// <summary>Ports of the loopback address that nobody listens at.</summary>
internal static class FreePorts
{
    /// <summary>Some ports, all different.</summary>
    public static int[] Take(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            Array.ForEach(listeners, listener => listener.Start());
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            Array.ForEach(listeners, listener => listener.Dispose());
        }
    }
}
