namespace Hotlink.Protocol.Peek;

/// <summary>A stretch of a frame.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its bytes.</param>
internal readonly record struct Extent(int Start, int Length)
{
    public Range Range => new(Start, Start + Length);
}
