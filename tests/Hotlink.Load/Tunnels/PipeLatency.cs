using System.Buffers.Binary;
using System.Net.Sockets;
using Hotlink.Load.Measuring;

namespace Hotlink.Load.Tunnels;

/// <summary>Round trips over a route: as many bytes there and back, one after the other. Both ends have a thread of their own.</summary>
internal static class PipeLatency
{
    /// <summary>Measures.</summary>
    /// <returns>The round trips, in nanoseconds.</returns>
    /// <exception cref="LoadException">What came back is not what was sent.</exception>
    public static async Task<LatencyHistogram> MeasureAsync(RouteEnds ends, int bytes, TimeSpan warmup, TimeSpan duration, Clock clock)
    {
        var echo = OwnThread.RunAsync(() => Echo(ends.Far, bytes));
        var histogram = await OwnThread.RunAsync(() => Ask(ends.Near, bytes, warmup, duration, clock));
        await echo;
        return histogram;
    }

    private static LatencyHistogram Ask(Socket socket, int bytes, TimeSpan warmup, TimeSpan duration, Clock clock)
    {
        var (sent, received) = (new byte[bytes], new byte[bytes]);
        Random.Shared.NextBytes(sent);
        var histogram = new LatencyHistogram();
        var began = clock.Now;
        var (from, to) = (clock.After(began, warmup.TotalNanoseconds), clock.After(began, (warmup + duration).TotalNanoseconds));
        for (long round = 0, now = began; now < to; round++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(sent, round);
            var stamp = clock.Now;
            SendAll(socket, sent);
            ReceiveAll(socket, received);
            now = clock.Now;
            if (!received.AsSpan().SequenceEqual(sent))
            {
                throw new LoadException($"round trip {round}: what came back is not what was sent.");
            }

            if (stamp >= from)
            {
                histogram.Record(clock.NanosecondsBetween(stamp, now));
            }
        }

        socket.Shutdown(SocketShutdown.Send);
        while (socket.Receive(received) > 0)
        {
        }

        return histogram;
    }

    private static bool Echo(Socket socket, int bytes)
    {
        var buffer = new byte[bytes];
        while (ReceiveAll(socket, buffer))
        {
            SendAll(socket, buffer);
        }

        socket.Shutdown(SocketShutdown.Send);
        return true;
    }

    private static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[socket.Send(bytes)..];
        }
    }

    private static bool ReceiveAll(Socket socket, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (socket.Receive(buffer) is not (> 0 and var count))
            {
                return false;
            }

            buffer = buffer[count..];
        }

        return true;
    }
}
