namespace Hotlink.Protocol;

/// <summary>
/// What a reader accepts at most from a peer that is not trusted. Immutable and safe to share between threads.
/// </summary>
public sealed record FrameLimits
{
    /// <summary>The highest value that <see cref="MaxDepth"/> can take.</summary>
    internal const int DepthCeiling = 1024;

    /// <summary>The limits every peer gets unless configured otherwise.</summary>
    public static FrameLimits Default { get; } = new();

    /// <summary>Longest frame in bytes, envelope included. Default 8,388,608 (8 MiB), the limit of the existing peers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int MaxFrameBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 8 * 1024 * 1024;

    /// <summary>How deep maps and arrays may nest, in unknown fields too. Default 128, at most 1,024.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 1 and 1,024.</exception>
    public int MaxDepth
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, DepthCeiling);
            field = value;
        }
    } = 128;

    /// <summary>
    /// Most entries in one list or map that is kept (addresses, headers, query, access order): one byte on the wire can cost
    /// fifty in memory. Default 65,536.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int MaxEntries
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 65_536;
}
