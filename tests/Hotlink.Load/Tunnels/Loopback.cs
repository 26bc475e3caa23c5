using System.Net;
using System.Net.Sockets;

namespace Hotlink.Load.Tunnels;

/// <summary>TCP on this machine.</summary>
internal static class Loopback
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using var listener = Listen();
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    /// <summary>Ports that are free now, all different.</summary>
    public static int[] FreePorts(int count)
    {
        Socket[] listeners = [.. Enumerable.Range(0, count).Select(static _ => Listen())];
        int[] ports = [.. listeners.Select(static listener => ((IPEndPoint)listener.LocalEndPoint!).Port)];
        Array.ForEach(listeners, static listener => listener.Dispose());
        return ports;
    }

    /// <summary>Listens on a free port.</summary>
    public static Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    /// <summary>Connects, and tries again while nobody listens yet.</summary>
    public static async Task<Socket> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, limit.Token);
                return socket;
            }
            catch (SocketException) when (!limit.IsCancellationRequested)
            {
                socket.Dispose();
                await Task.Delay(Pause, TimeProvider.System, limit.Token);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    /// <summary>Takes the next connection.</summary>
    public static async Task<Socket> AcceptAsync(Socket listener, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var socket = await listener.AcceptAsync(limit.Token);
        socket.NoDelay = true;
        return socket;
    }
}
