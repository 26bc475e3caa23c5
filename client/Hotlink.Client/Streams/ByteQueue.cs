namespace Hotlink.Client.Streams;

/// <summary>
/// A piece of a stream in memory, addressed by offset: bytes are added at the end, read anywhere, and let go from the start. Holds pooled
/// blocks, none while it is empty. Not thread-safe.
/// </summary>
internal sealed class ByteQueue
{
    private const int BlockBytes = BlockPool.BlockBytes;
    private byte[][] _blocks = new byte[4][];
    private int _first;
    private int _count;
    private long _blocksStart;

    /// <summary>The offset of the first byte that is held.</summary>
    public long Start { get; private set; }

    /// <summary>The offset behind the last byte.</summary>
    public long End { get; private set; }

    /// <summary>How many bytes are held.</summary>
    public int Length => (int)(End - Start);

    /// <summary>Adds bytes at the end.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var room = Room();
            var taken = Math.Min(room.Length, bytes.Length);
            bytes[..taken].CopyTo(room);
            End += taken;
            bytes = bytes[taken..];
        }
    }

    /// <summary>Copies bytes that are held.</summary>
    public void CopyTo(long offset, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var piece = At(offset);
            var taken = Math.Min(piece.Length, target.Length);
            piece[..taken].CopyTo(target);
            offset += taken;
            target = target[taken..];
        }
    }

    /// <summary>The bytes from an offset on, as far as they lie together.</summary>
    public ReadOnlySpan<byte> At(long offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(offset, Start);
        if (offset >= End)
        {
            return default;
        }

        var from = offset - _blocksStart;
        var within = (int)(from % BlockBytes);
        var length = (int)Math.Min(BlockBytes - within, End - offset);
        return Block((int)(from / BlockBytes)).AsSpan(within, length);
    }

    /// <summary>Lets go of everything before an offset.</summary>
    public void DiscardTo(long offset)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, End);
        Start = Math.Max(Start, offset);
        while (_count > 0 && (Start - _blocksStart >= BlockBytes || Start == End))
        {
            BlockPool.Return(Block(0));
            _first = (_first + 1) % _blocks.Length;
            _count--;
            _blocksStart += BlockBytes;
        }

        if (_count == 0)
        {
            _blocksStart = Start;
        }
    }

    /// <summary>Goes on at another offset, empty.</summary>
    public void Restart(long offset)
    {
        DiscardTo(End);
        (Start, End, _blocksStart) = (offset, offset, offset);
    }

    private Span<byte> Room()
    {
        var used = End - _blocksStart;
        if (used == (long)_count * BlockBytes)
        {
            AddBlock();
        }

        return Block((int)(used / BlockBytes)).AsSpan((int)(used % BlockBytes), BlockBytes - (int)(used % BlockBytes));
    }

    private void AddBlock()
    {
        if (_count == _blocks.Length)
        {
            var larger = new byte[_blocks.Length * 2][];
            for (var index = 0; index < _count; index++)
            {
                larger[index] = Block(index);
            }

            (_blocks, _first) = (larger, 0);
        }

        _blocks[(_first + _count++) % _blocks.Length] = BlockPool.Rent();
    }

    private byte[] Block(int index) => _blocks[(_first + index) % _blocks.Length];
}
