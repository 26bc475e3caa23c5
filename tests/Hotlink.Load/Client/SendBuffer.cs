namespace Hotlink.Load.Client;

/// <summary>Frames that wait for one send. Starts small and grows to its working size with the first traffic. Used by one writer.</summary>
internal sealed class SendBuffer(int initialLength, int workingLength)
{
    private byte[] _bytes = new byte[initialLength];
    private int _length;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Whether nothing was.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>Gives room for a frame, unless it has to wait for the next send. An empty buffer takes a frame of any size.</summary>
    /// <param name="length">The most that will be written.</param>
    /// <param name="room">Where to; <see cref="Advance"/> says how much it was.</param>
    public bool TryReserve(int length, out Span<byte> room)
    {
        var needed = _length + length;
        if (needed > _bytes.Length)
        {
            var limit = _length == 0 ? Math.Max(workingLength, length) : workingLength;
            if (needed > limit)
            {
                room = default;
                return false;
            }

            Array.Resize(ref _bytes, limit);
        }

        room = _bytes.AsSpan(_length, length);
        return true;
    }

    /// <summary>Notes that so much was written.</summary>
    public void Advance(int count) => _length += count;

    /// <summary>Starts over.</summary>
    public void Clear() => _length = 0;
}
