using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>A Unix socket or a TCP port.</summary>
internal sealed class SocketListener : ILocalListener
{
    private const int Backlog = 16;
    private const int MaxSocketPathBytes = 103;
    private readonly Socket _socket;

    private SocketListener(Socket socket, string address) => (_socket, Address) = (socket, address);

    /// <inheritdoc/>
    public string Address { get; }

    /// <summary>Listens on a Unix socket that only this user may open.</summary>
    public static async Task<SocketListener> OpenUnixAsync(string folder, string markerFile, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new IpcException(IpcFault.ListenFailed, "Windows has named pipes instead");
        }

        var file = Path.Combine(folder, $"{SocketNames.Of(markerFile)}.sock");
        if (Encoding.UTF8.GetByteCount(file) > MaxSocketPathBytes)
        {
            throw new IpcException(IpcFault.BadAddress, "the folder of sockets has too long a name");
        }

        SocketFolder.Prepare(folder);
        await SocketFolder.RemoveStaleAsync(file, cancellationToken).ConfigureAwait(false);
        var socket = Listen(new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new(socket, file);
    }

    /// <summary>Listens on a TCP port.</summary>
    public static SocketListener OpenTcp(string address)
    {
        if (!TcpAddresses.TryParse(address, out var endpoint))
        {
            throw new IpcException(IpcFault.BadAddress, "no address with a port");
        }

        var socket = Listen(new(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp), endpoint);
        return new(socket, socket.LocalEndPoint!.ToString()!);
    }

    /// <inheritdoc/>
    public async Task<LocalTransport> AcceptAsync(CancellationToken cancellationToken)
    {
        var socket = await _socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
        if (socket.ProtocolType == ProtocolType.Tcp)
        {
            socket.NoDelay = true;
        }

        return new(new NetworkStream(socket, ownsSocket: true), () => HasUnread(socket));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose(); // Takes the file of a Unix socket with it.
        return ValueTask.CompletedTask;
    }

    private static Socket Listen(Socket socket, EndPoint endpoint)
    {
        try
        {
            socket.Bind(endpoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new IpcException(
                error.SocketErrorCode == SocketError.AddressAlreadyInUse ? IpcFault.InUse : IpcFault.ListenFailed, error.SocketErrorCode.ToString(), error);
        }
    }

    private static bool HasUnread(Socket socket)
    {
        try
        {
            return socket.Available > 0;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
