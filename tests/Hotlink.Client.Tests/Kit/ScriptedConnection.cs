using System.Buffers.Binary;
using System.Net.Sockets;

namespace Hotlink.Client.Tests.Kit;

/// <summary>One connection through a scripted link.</summary>
internal sealed class ScriptedConnection : IDisposable
{
    private const int PieceBytes = 16 * 1024;
    private readonly Socket _client;
    private readonly Socket _relay = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Func<LinkPace> _pace;
    private readonly IMessageScramble? _scramble;
    private long _passed;

    public ScriptedConnection(Socket client, Uri relay, Func<LinkPace> pace, IMessageScramble? scramble)
    {
        (_client, _pace, _scramble) = (client, pace, scramble);
        client.NoDelay = true;
        Running = RunAsync(relay);
    }

    /// <summary>After how many bytes it is cut, both directions together.</summary>
    public long? CutAfter { get; init; }

    /// <summary>Completes when the connection is over. Never fails.</summary>
    public Task Running { get; }

    /// <summary>Ends both sides with a reset.</summary>
    public void Reset()
    {
        foreach (var socket in new[] { _client, _relay })
        {
            try
            {
                socket.LingerState = new(enable: true, seconds: 0);
                socket.Close();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // It ended by itself.
            }

            socket.Dispose();
        }
    }

    public void Dispose() => Reset();

    private async Task RunAsync(Uri relay)
    {
        try
        {
            await _relay.ConnectAsync(relay.Host, relay.Port);
            var up = CopyAsync(_client, _relay);
            var down = _scramble is null ? CopyAsync(_relay, _client) : CopyMessagesAsync(_scramble);
            await Task.WhenAny(up, down);
            await Task.WhenAll(up, down).WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException or TimeoutException)
        {
            // However it ends: both sides hear of it.
        }

        Reset();
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[PieceBytes];
        while (await from.ReceiveAsync(buffer) is > 0 and var count)
        {
            await HoldUpAsync(count);
            await SendAsync(to, buffer.AsMemory(0, count));
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private async Task CopyMessagesAsync(IMessageScramble scramble)
    {
        await using var stream = new BufferedStream(new NetworkStream(_relay), 64 * 1024);
        await SendAsync(_client, await ReadHeadAsync(stream));
        while (true)
        {
            foreach (var frame in scramble.Pass(await ReadFrameAsync(stream)))
            {
                await HoldUpAsync(frame.Length);
                await SendAsync(_client, frame);
            }
        }
    }

    private async Task HoldUpAsync(int count)
    {
        if (Interlocked.Add(ref _passed, count) >= CutAfter)
        {
            Reset();
        }

        var pace = _pace();
        await (pace.Frozen ?? Task.CompletedTask);
        var wait = pace.Delay + (pace.BytesPerSecond > 0 ? TimeSpan.FromSeconds((double)count / pace.BytesPerSecond) : TimeSpan.Zero);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, TimeProvider.System);
        }
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await to.SendAsync(bytes)..];
        }
    }

    private static async Task<byte[]> ReadHeadAsync(Stream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || !"\r\n\r\n"u8.SequenceEqual(head.TakeLast(4).ToArray()))
        {
            await stream.ReadExactlyAsync(one);
            head.Add(one[0]);
        }

        return [.. head];
    }

    private static async Task<byte[]> ReadFrameAsync(Stream stream)
    {
        var head = new byte[10];
        await stream.ReadExactlyAsync(head.AsMemory(0, 2));
        var more = head[1] switch { 126 => 2, 127 => 8, _ => 0 };
        await stream.ReadExactlyAsync(head.AsMemory(2, more));
        var length = more switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2)),
            8 => (int)BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(2)),
            _ => head[1],
        };
        var frame = new byte[2 + more + length];
        head.AsSpan(0, 2 + more).CopyTo(frame);
        await stream.ReadExactlyAsync(frame.AsMemory(2 + more));
        return frame;
    }
}
