using System.Buffers;
using System.Runtime.InteropServices;
using Hotlink.Grains.Abstractions.Frames;

namespace Hotlink.Gateway.Transport;

/// <summary>What one write is made of, in order, and whom it belongs to. Used again and again: a thread keeps one.</summary>
internal sealed class WritePieces
{
    [ThreadStatic]
    private static WritePieces? _spare;
    private readonly List<IMemoryOwner<byte>> _blocks = [];
    private readonly List<Frame> _frames = [];

    /// <summary>The memory, as sockets want it.</summary>
    public List<ArraySegment<byte>> Segments { get; } = [];

    /// <summary>How many bytes it is.</summary>
    public long Bytes { get; private set; }

    public static WritePieces Rent()
    {
        var pieces = _spare ?? new();
        _spare = null;
        return pieces;
    }

    /// <summary>Adds memory, whoever owns it.</summary>
    public void Add(ReadOnlyMemory<byte> memory)
    {
        MemoryMarshal.TryGetArray(memory, out var segment);
        Segments.Add(segment);
        Bytes += memory.Length;
    }

    /// <summary>Takes a block over.</summary>
    public void Own(IMemoryOwner<byte> block) => _blocks.Add(block);

    /// <summary>Takes a frame over.</summary>
    public void Own(Frame frame) => _frames.Add(frame);

    /// <summary>Lets go of everything; the pieces are not to be used any more.</summary>
    public void Return()
    {
        _blocks.ForEach(static block => block.Dispose());
        _frames.ForEach(static frame => frame.Release());
        _blocks.Clear();
        _frames.Clear();
        Segments.Clear();
        Bytes = 0;
        _spare = this;
    }
}
