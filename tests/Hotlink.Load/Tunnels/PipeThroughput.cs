using System.Net.Sockets;
using Hotlink.Load.Measuring;

namespace Hotlink.Load.Tunnels;

/// <summary>As many bytes as a route takes, one way; each of them is looked at when it arrives.</summary>
internal static class PipeThroughput
{
    private const int BlockBytes = 64 * 1024;
    private const int PatternBytes = 1024 * 1024 - 7;

    /// <summary>Measures.</summary>
    /// <returns>Bytes a second that arrived while it was measured.</returns>
    /// <exception cref="LoadException">What arrived is not what was sent.</exception>
    public static async Task<double> MeasureAsync(RouteEnds ends, TimeSpan warmup, TimeSpan duration, Clock clock)
    {
        var pattern = new byte[PatternBytes + BlockBytes];
        Random.Shared.NextBytes(pattern.AsSpan(0, PatternBytes));
        pattern.AsSpan(0, BlockBytes).CopyTo(pattern.AsSpan(PatternBytes));
        var began = clock.Now;
        var (from, to) = (clock.After(began, warmup.TotalNanoseconds), clock.After(began, (warmup + duration).TotalNanoseconds));
        var send = OwnThread.RunAsync(() => Send(ends.Near, pattern, to, clock));
        var (total, rate) = await OwnThread.RunAsync(() => Receive(ends.Far, pattern, from, to, clock));
        var sent = await send;
        return total == sent ? rate : throw new LoadException($"{sent} bytes were sent and {total} arrived.");
    }

    private static long Send(Socket socket, byte[] pattern, long to, Clock clock)
    {
        long total = 0;
        while (clock.Now < to)
        {
            var block = pattern.AsSpan((int)(total % PatternBytes), BlockBytes);
            total += socket.Send(block);
        }

        socket.Shutdown(SocketShutdown.Send);
        return total;
    }

    private static (long Total, double Rate) Receive(Socket socket, byte[] pattern, long from, long to, Clock clock)
    {
        var buffer = new byte[BlockBytes];
        var (total, counted, first, last) = (0L, 0L, 0L, 0L);
        while (socket.Receive(buffer) is > 0 and var count)
        {
            if (!buffer.AsSpan(0, count).SequenceEqual(pattern.AsSpan((int)(total % PatternBytes), count)))
            {
                throw new LoadException($"the bytes from {total} on are not those that were sent.");
            }

            total += count;
            var now = clock.Now;
            if (now >= from && now <= to)
            {
                (first, last) = (first == 0 ? now : first, now);
                counted += first == now ? 0 : count;
            }
        }

        return (total, counted / Math.Max(clock.NanosecondsBetween(first, last) / 1e9, 1e-9));
    }
}
