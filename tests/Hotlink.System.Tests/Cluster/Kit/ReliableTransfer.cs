using Hotlink.Client;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Cluster.Kit;

/// <summary>
/// Numbers in a row over the channel between two clients, a few every few milliseconds, until it is told to end: each has to arrive once and
/// in order, whatever becomes of the nodes.
/// </summary>
internal sealed class ReliableTransfer
{
    private const int NumbersPerWrite = 16;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);
    private readonly Task<long> _sending;
    private readonly Task<long> _receiving;
    private long _received;
    private long _longestPauseTicks;
    private volatile bool _isOver;

    public ReliableTransfer(HotlinkChannel from, HotlinkChannel to)
    {
        _sending = SendAsync(from);
        _receiving = ReceiveAsync(to);
    }

    /// <summary>How many numbers have arrived.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>The longest time that one write's numbers took to follow those of the write before, since it was last asked for.</summary>
    public TimeSpan TakeLongestPause() => TimeSpan.FromTicks(Interlocked.Exchange(ref _longestPauseTicks, 0));

    /// <summary>Ends the stream.</summary>
    /// <returns>How many numbers were sent, and how many arrived.</returns>
    public async Task<(long Sent, long Received)> EndAsync()
    {
        _isOver = true;
        return (await _sending, await _receiving);
    }

    private async Task<long> SendAsync(HotlinkChannel channel)
    {
        var bytes = new byte[NumbersPerWrite * sizeof(long)];
        var next = 0L;
        while (!_isOver)
        {
            for (var i = 0; i < NumbersPerWrite; i++)
            {
                BitConverter.TryWriteBytes(bytes.AsSpan(i * sizeof(long)), next++);
            }

            await channel.WriteAsync(bytes, CancellationToken.None);
            await Task.Delay(Pace, TimeProvider.System, CancellationToken.None);
        }

        await channel.CompleteWritesAsync();
        return next;
    }

    private async Task<long> ReceiveAsync(HotlinkChannel channel)
    {
        var number = new byte[sizeof(long)];
        var watch = FairStopwatch.Start();
        while (await channel.ReadAtLeastAsync(number, number.Length, throwOnEndOfStream: false, CancellationToken.None) == number.Length)
        {
            var arrived = BitConverter.ToInt64(number);
            if (arrived != Received)
            {
                throw new InvalidDataException($"{arrived} came after {Received - 1}.");
            }

            if (Interlocked.Increment(ref _received) % NumbersPerWrite == 0)
            {
                Note(watch.Elapsed);
                watch = FairStopwatch.Start();
            }
        }

        return Received;
    }

    private void Note(TimeSpan pause)
    {
        if (pause.Ticks > Interlocked.Read(ref _longestPauseTicks))
        {
            Interlocked.Exchange(ref _longestPauseTicks, pause.Ticks);
        }
    }
}
