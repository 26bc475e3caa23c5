using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Hotlink.Devstack.Streams;

/// <summary>A program for scenarios that knows nothing of hotlinks: connects to a local port, sends and receives bytes, checks every one.</summary>
internal sealed class StreamProgram(StreamOptions options, TimeProvider timeProvider)
{
    private const int BlockBytes = 64 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = await DialAsync(cancellationToken);
            socket.NoDelay = true;
            await output.WriteLineAsync("connected");
            var start = timeProvider.GetTimestamp();
            await Task.WhenAll(SendAsync(socket, cancellationToken), ReceiveAsync(socket, cancellationToken));
            var seconds = timeProvider.GetElapsedTime(start).TotalSeconds;
            await output.WriteLineAsync(JsonSerializer.Serialize(new
            {
                bytes_sent = options.Send,
                bytes_received = options.Receive,
                seconds,
                bytes_per_second = (options.Send + options.Receive) / Math.Max(seconds, 1e-9),
            }));
            return 0;
        }
        catch (Exception failure) when (failure is InvalidDataException or SocketException or TimeoutException)
        {
            await output.WriteLineAsync($"failed: {failure.Message}");
            return 1;
        }
    }

    private async Task<Socket> DialAsync(CancellationToken cancellationToken)
    {
        var start = timeProvider.GetTimestamp();
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, options.Port, cancellationToken);
                return socket;
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.ConnectionRefused && timeProvider.GetElapsedTime(start) < options.Patience)
            {
                socket.Dispose();
                await Task.Delay(Pause, timeProvider, cancellationToken);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private async Task SendAsync(Socket socket, CancellationToken cancellationToken)
    {
        var block = new byte[BlockBytes];
        for (var sent = 0L; sent < options.Send;)
        {
            var count = (int)Math.Min(block.Length, options.Send - sent);
            BytePattern.Fill(block.AsSpan(0, count), options.SendSeed, sent);
            for (var done = 0; done < count;)
            {
                done += await InTimeAsync(token => socket.SendAsync(block.AsMemory(done, count - done), token), $"sent {sent + done} bytes", cancellationToken);
            }

            sent += count;
        }

        // One that connects, says nothing and ends its sending looks like a probe of the port.
        if (options.Send > 0)
        {
            socket.Shutdown(SocketShutdown.Send);
        }
    }

    private async Task ReceiveAsync(Socket socket, CancellationToken cancellationToken)
    {
        var block = new byte[BlockBytes];
        for (var received = 0L; received < options.Receive;)
        {
            var room = block.AsMemory(0, (int)Math.Min(block.Length, options.Receive - received));
            var count = await InTimeAsync(token => socket.ReceiveAsync(room, token), $"received {received} bytes", cancellationToken);
            if (count == 0)
            {
                throw new InvalidDataException($"the stream ended after {received} of {options.Receive} bytes");
            }

            if (BytePattern.FirstWrong(room.Span[..count], options.ReceiveSeed, received) is >= 0 and var wrong)
            {
                throw new InvalidDataException($"byte {wrong} is wrong");
            }

            received += count;
            if (options.ReadRate > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)count / options.ReadRate), timeProvider, cancellationToken);
            }
        }
    }

    private async Task<int> InTimeAsync(Func<CancellationToken, ValueTask<int>> step, string what, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Patience, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await step(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"{what}, then nothing for {options.Patience.TotalSeconds:0} s");
        }
    }
}
