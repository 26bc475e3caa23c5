using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Mpc3.Transport;

/// <summary>
/// The connection to one other party. Every message is a frame: <c>MPC3</c>, the number of the round, the number of payload bytes (12 bytes,
/// little endian), then the payload. A byte that is missing, repeated or out of place shows as a wrong header, at once.
/// </summary>
internal sealed class PartyLink(int party, Stream stream) : IAsyncDisposable
{
    public const int HeaderBytes = 12;
    private const uint Magic = 0x3343504D;
    private readonly BufferedStream _input = new(stream, 64 * 1024);

    /// <summary>The number of the other party.</summary>
    public int Party { get; } = party;

    public long BytesSent { get; private set; }

    public long BytesReceived { get; private set; }

    public async Task SendAsync(int round, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var frame = new byte[HeaderBytes + payload.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(4), round);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(8), payload.Length);
        payload.CopyTo(frame.AsMemory(HeaderBytes));
        await Guard(stream.WriteAsync(frame, cancellationToken), round);
        BytesSent += frame.Length;
    }

    public Task SendAsync(int round, ulong[] words, CancellationToken cancellationToken) =>
        SendAsync(round, MemoryMarshal.AsBytes(words.AsSpan()).ToArray(), cancellationToken);

    /// <summary>Receives a payload of exactly the expected size.</summary>
    public async Task ReceiveAsync(int round, Memory<byte> payload, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderBytes];
        await Guard(_input.ReadExactlyAsync(header, cancellationToken), round);
        var magic = BinaryPrimitives.ReadUInt32LittleEndian(header);
        var (sentRound, length) = (BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4)), BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8)));
        if (magic != Magic || sentRound != round || length != payload.Length)
        {
            throw new PartyException(Party, round, magic != Magic
                ? "the bytes are out of step: no frame starts here"
                : $"expected round {round} with {payload.Length} bytes, got round {sentRound} with {length}");
        }

        await Guard(_input.ReadExactlyAsync(payload, cancellationToken), round);
        BytesReceived += HeaderBytes + payload.Length;
    }

    public async Task ReceiveAsync(int round, ulong[] words, CancellationToken cancellationToken)
    {
        var payload = new byte[words.Length * sizeof(ulong)];
        await ReceiveAsync(round, payload, cancellationToken);
        MemoryMarshal.Cast<byte, ulong>(payload).CopyTo(words);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async ValueTask Guard(ValueTask step, int round)
    {
        try
        {
            await step;
        }
        catch (IOException failure)
        {
            throw new PartyException(Party, round, failure is EndOfStreamException ? "it ended the connection" : failure.Message);
        }
    }
}
