using System.Net;
using System.Net.Sockets;
using Hotlink.Daemon.Framing;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.LocalSockets;

/// <summary>A local application: reads the marker, dials, speaks frames.</summary>
internal sealed class AppSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly HlnkReader _reader = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly Func<string> _describe;
    private ReadOnlyMemory<byte> _unread;

    private AppSocket(Socket socket, Func<string> describe) => (_socket, _describe) = (socket, describe);

    public static async Task<AppSocket> DialAsync(string marker, Func<string> describe)
    {
        var address = "";
        await EventWait.UntilAsync(() => (address = TryRead(marker)).Length > 0, describe, expected: $"an address in {Path.GetFileName(marker)}");
        EndPoint target = address.Contains(':', StringComparison.Ordinal) && !address.StartsWith('/')
            ? IPEndPoint.Parse(address)
            : new UnixDomainSocketEndPoint(address);
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(target);
        return new(socket, describe);
    }

    public Task SendAsync(HlnkFrame frame) => SendAsync(HlnkWriter.ToArray(frame));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes).AsTask().SoonAsync(_describe)..];
        }
    }

    /// <summary>The next frame; null at the end of the connection.</summary>
    public async Task<HlnkFrame?> ReadAsync()
    {
        while (true)
        {
            _unread = _unread[_reader.Read(_unread.Span, out var frame)..];
            if (frame is not null)
            {
                return frame;
            }

            var count = await ReceiveAsync();
            if (count == 0)
            {
                return null;
            }

            _unread = _buffer.AsMemory(0, count);
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<int> ReceiveAsync()
    {
        try
        {
            return await _socket.ReceiveAsync(_buffer).SoonAsync(_describe);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private static string TryRead(string marker)
    {
        try
        {
            return File.ReadAllText(marker).Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
