using System.Buffers;

namespace Hotlink.Gateway.Tests.WebSockets;

/// <summary>The same bytes in every shape that a pipe can deliver them.</summary>
internal static class Splits
{
    /// <summary>In one piece, in every two, with empty pieces between, and one byte a piece.</summary>
    public static IEnumerable<ReadOnlySequence<byte>> Of(byte[] bytes)
    {
        yield return new(bytes);
        for (var at = 1; at < bytes.Length; at++)
        {
            yield return Chain(bytes.AsMemory(0, at), bytes.AsMemory(at));
            yield return Chain(default, bytes.AsMemory(0, at), default, bytes.AsMemory(at), default);
        }

        yield return Bytewise(bytes);
    }

    /// <summary>One byte a piece.</summary>
    public static ReadOnlySequence<byte> Bytewise(byte[] bytes) => Chain([.. bytes.Select((_, i) => (ReadOnlyMemory<byte>)bytes.AsMemory(i, 1))]);

    /// <summary>Pieces of random length.</summary>
    public static ReadOnlySequence<byte> Random(byte[] bytes, Random random, int longest)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < bytes.Length; at += pieces[^1].Length)
        {
            pieces.Add(bytes.AsMemory(at, Math.Min(random.Next(1, longest + 1), bytes.Length - at)));
        }

        return Chain([.. pieces]);
    }

    private static ReadOnlySequence<byte> Chain(params ReadOnlyMemory<byte>[] pieces)
    {
        if (pieces.Length == 0)
        {
            return default;
        }

        var first = new Piece(pieces[0], 0);
        var last = pieces.Skip(1).Aggregate(first, (tail, piece) => tail.Append(piece));
        return new(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long start) => (Memory, RunningIndex) = (memory, start);

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
