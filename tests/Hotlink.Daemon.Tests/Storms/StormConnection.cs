using System.Buffers.Binary;
using System.Net.Sockets;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Storms;

/// <summary>
/// One connection of an application in a storm. What it sends says whose it is, each byte of it; so what it receives shows which connection
/// of the peer it was joined with.
/// </summary>
internal sealed class StormConnection(App app, int number, int side, int size, Func<string> seen)
{
    private const int HeadBytes = 8;
    private readonly byte[] _head = new byte[HeadBytes];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its number.</summary>
    public int Number => number;

    /// <summary>At which end of the channel it is.</summary>
    public int Side => side;

    /// <summary>How many bytes it sends.</summary>
    public int Size => size;

    /// <summary>How many bytes it has received.</summary>
    public int Received { get; private set; }

    /// <summary>Whose they are; 0 where there are none.</summary>
    public int Peer => Received < HeadBytes ? 0 : BinaryPrimitives.ReadInt32BigEndian(_head);

    /// <summary>How many bytes the peer was going to send.</summary>
    public int PeerSize => BinaryPrimitives.ReadInt32BigEndian(_head.AsSpan(4));

    /// <summary>Whether its peer's end came, and not a reset.</summary>
    public bool SawEnd { get; private set; }

    /// <summary>Whether it has said all that it had to, and that this was all.</summary>
    public bool SaidAll { get; private set; }

    /// <summary>Completes when it has read to its end.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Completes when it knows its peer, or never will.</summary>
    public Task Heard => _heard.Task;

    /// <summary>Leaves with a reset.</summary>
    public void Reset() => app.Reset();

    /// <summary>Leaves.</summary>
    public void Leave() => app.Leave();

    /// <summary>Sends what it has to send, in pieces.</summary>
    /// <returns>Whether all of it was taken.</returns>
    public async Task<bool> SendAsync(Random random, bool ends)
    {
        var bytes = new byte[size];
        for (var at = HeadBytes; at < size; at++)
        {
            bytes[at] = ByteAt(number, at);
        }

        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), size);
        try
        {
            for (var at = 0; at < size;)
            {
                var count = Math.Min(size - at, 1 + random.Next(60_000));
                await app.WriteAsync(bytes.AsMemory(at, count)).SoonAsync(Seen);
                at += count;
            }

            if (ends)
            {
                app.EndSending();
                SaidAll = true;
            }

            return true;
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Reads to the end, or to a reset.</summary>
    /// <exception cref="InvalidDataException">It got what no single peer has sent.</exception>
    /// <exception cref="TimeoutException">It heard nothing.</exception>
    public async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await app.ReadSomeAsync(buffer).SoonAsync(Seen) is > 0 and var count)
            {
                Take(buffer.AsSpan(0, count));
            }

            SawEnd = true;
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // A reset, from the peer or by itself.
        }
        finally
        {
            _heard.TrySetResult();
            _ended.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"connection {number} at side {side}: {Received} bytes of {Peer} ({(Peer == 0 ? 0 : PeerSize)}), saw end {SawEnd}, said all {SaidAll} of {size}";

    private void Take(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (Received < HeadBytes)
            {
                _head[Received] = value;
            }
            else if (value != ByteAt(Peer, Received))
            {
                throw new InvalidDataException($"{this}: byte {Received} is not the peer's.");
            }

            Received++;
        }

        if (Peer != 0)
        {
            _heard.TrySetResult();
        }
    }

    private string Seen() => $"{this}; {seen()}";

    private static byte ByteAt(int number, int at) => (byte)((((uint)at * 2_654_435_761u) + ((uint)number * 40_503u)) >> 15);
}
