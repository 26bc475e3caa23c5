using System.Net;
using System.Net.Sockets;
using System.Text;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Kit;

/// <summary>An application: a TCP connection.</summary>
public sealed class App : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly Lock _ending = new();
    private bool _hasEndedSending;

    private App(Socket socket) => _socket = socket;

    /// <summary>The other end: what a service of one's own got.</summary>
    public static App Of(Socket socket) => new(socket);

    public static async Task<App> DialAsync(int port, IPAddress? address = null)
    {
        var endPoint = new IPEndPoint(address ?? IPAddress.Loopback, port);
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint, TestContext.Current.CancellationToken);
        return new(socket);
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, TestContext.Current.CancellationToken)..];
        }
    }

    /// <summary>Says that it sends no more, and reads on.</summary>
    public void EndSending()
    {
        lock (_ending)
        {
            _hasEndedSending = true;
            _socket.Shutdown(SocketShutdown.Send);
        }
    }

    /// <summary>Leaves with a reset.</summary>
    public void Reset()
    {
        _socket.LingerState = new(true, 0);
        _socket.Dispose();
    }

    /// <summary>Leaves in good order.</summary>
    public void Leave() => _socket.Dispose();

    /// <summary>Reads what it gets at once. Where a write was told of a reset, the system makes an end of it: here it is a reset still.</summary>
    public async Task<int> ReadSomeAsync(Memory<byte> buffer)
    {
        var count = await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        lock (_ending)
        {
            if (count == 0 && !buffer.IsEmpty && !_hasEndedSending)
            {
                _socket.Send(ReadOnlySpan<byte>.Empty);
            }
        }

        return count;
    }

    public async Task<byte[]> ReadBytesAsync(int count, Func<string>? seen = null)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            var got = await ReadSomeAsync(bytes.AsMemory(at)).SoonAsync(() => $"{at} of {count} bytes; {seen?.Invoke()}");
            Assert.True(got > 0, $"The end came after {at} of {count} bytes.");
            at += got;
        }

        return bytes;
    }

    /// <summary>Reads up to the end in good order.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await ReadSomeAsync(buffer) is > 0 and var count)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    public async Task ExpectAsync(string text, Func<string>? seen = null) =>
        Assert.Equal(text, Encoding.UTF8.GetString(await ReadBytesAsync(Encoding.UTF8.GetByteCount(text), seen)));

    /// <summary>The end in good order comes next.</summary>
    public async Task ExpectEndAsync() => Assert.Equal(0, await ReadSomeAsync(new byte[1]).SoonAsync());

    /// <summary>A reset comes, after whatever else was under way.</summary>
    public async Task ExpectResetAsync(Func<string>? seen = null)
    {
        var buffer = new byte[64 * 1024];
        var failure = await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (await ReadSomeAsync(buffer).SoonAsync(seen) > 0)
            {
            }
        });
        Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);
    }

    /// <summary>Whether something can be read now: bytes, an end or a reset.</summary>
    public bool HasNews => _socket.Poll(0, SelectMode.SelectRead);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
