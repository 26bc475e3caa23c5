namespace Hotlink.Load.Client;

/// <summary>
/// One masking key a frame. RFC 6455 lets a client choose zero, which spares the work: the default of a load generator, whose cost would
/// otherwise be part of what it measures. Not thread-safe.
/// </summary>
internal sealed class MaskKeys(bool random)
{
    private uint _state = random ? (uint)Random.Shared.NextInt64(1, uint.MaxValue) : 0;

    /// <summary>The next key, never zero where keys are random.</summary>
    public uint Next()
    {
        // Xorshift32 (Marsaglia, 2003); it maps zero to zero.
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return _state;
    }
}
