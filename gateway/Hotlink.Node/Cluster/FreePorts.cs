using System.Net;
using System.Net.Sockets;

namespace Hotlink.Node.Cluster;

/// <summary>
/// Ports of the loopback address that nobody listens at. Below those that systems choose for outgoing connections, and for whoever listens at any
/// port: else one of these could have it before it is used. Below the devstack's, too.
/// </summary>
internal static class FreePorts
{
    private const int Lowest = 10_000;
    private const int Count = 9_000;
    private static readonly HashSet<int> HandedOut = [];

    /// <summary>Some ports, all different, and none that this process was given before. They begin anywhere, for other processes look as well.</summary>
    /// <exception cref="InvalidOperationException">There are not so many.</exception>
    public static int[] Take(int count)
    {
        lock (HandedOut)
        {
            var start = Random.Shared.Next(Count);
            int[] ports = [.. Enumerable.Range(start, Count).Select(at => Lowest + (at % Count)).Where(port => !HandedOut.Contains(port) && IsFree(port)).Take(count)];
            HandedOut.UnionWith(ports);
            return ports.Length == count ? ports : throw new InvalidOperationException($"There are no {count} free ports from {Lowest} to {Lowest + Count - 1}.");
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
