namespace Hotlink.Load.Client;

/// <summary>
/// Bytes that arrived and were not taken yet, in one piece. Starts small, so that idle connections cost little, and grows to its working
/// size with the first traffic. Used by one reader.
/// </summary>
internal sealed class ReceiveBuffer(int initialLength, int workingLength)
{
    private byte[] _bytes = new byte[initialLength];
    private int _start;
    private int _end;

    /// <summary>What arrived and was not taken.</summary>
    public ReadOnlySpan<byte> Arrived => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Where more can go.</summary>
    public Memory<byte> Free => _bytes.AsMemory(_end);

    /// <summary>Notes that so much has been put into <see cref="Free"/>.</summary>
    public void Arrive(int count) => _end += count;

    /// <summary>Takes bytes from the front.</summary>
    public void Take(int count) => _start += count;

    /// <summary>Makes room behind what is left.</summary>
    /// <param name="wanted">How long the frame is that is coming in; 0 where nothing is known of it.</param>
    public void MakeRoom(int wanted)
    {
        var kept = Arrived.Length;
        var length = Math.Max(wanted, _end == _bytes.Length ? workingLength : 0);
        var target = length > _bytes.Length ? new byte[length] : _bytes;
        if (target != _bytes || _start > 0)
        {
            Arrived.CopyTo(target);
        }

        (_bytes, _start, _end) = (target, 0, kept);
    }
}
