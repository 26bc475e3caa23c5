using System.Net;
using System.Net.Sockets;

namespace Hotlink.Daemon.Tunnels;

/// <summary>Listens on a tunnel's port, and tries again for as long as the port is taken (pitfall 112).</summary>
internal sealed class TunnelListener(IPEndPoint endPoint, TimeProvider time)
{
    private const int Backlog = 128;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Called with every connection.</summary>
    public required Action<Socket> Accepted { get; init; }

    /// <summary>Called when it listens, with the port.</summary>
    public required Action<int> Listening { get; init; }

    /// <summary>Called each time it can't listen or accept, with the reason.</summary>
    public required Action<string> Failed { get; init; }

    /// <summary>Listens until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                using var listener = Bind();
                Listening(((IPEndPoint)listener.LocalEndPoint!).Port);
                await AcceptAsync(listener, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException exception)
            {
                Failed(exception.SocketErrorCode == SocketError.AddressAlreadyInUse ? "the port is in use" : exception.Message);
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private Socket Bind()
    {
        var listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                listener.ExclusiveAddressUse = true;
            }

            listener.Bind(endPoint);
            listener.Listen(Backlog);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    // An accept that fails (no descriptors left) is no reason to give the port up, nor to spin. It listens again when one succeeds.
    private async Task AcceptAsync(Socket listener, CancellationToken cancellationToken)
    {
        var hasFailed = false;
        while (true)
        {
            try
            {
                var socket = await listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
                if (hasFailed)
                {
                    Listening(((IPEndPoint)listener.LocalEndPoint!).Port);
                }

                hasFailed = false;
                Accepted(socket);
            }
            catch (SocketException exception)
            {
                hasFailed = true;
                Failed(exception.Message);
                await Task.Delay(FirstPause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
