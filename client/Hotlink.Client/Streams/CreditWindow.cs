namespace Hotlink.Client.Streams;

/// <summary>
/// The credit that a receiver grants: what its application has read, and a window. The window begins small and doubles as the application
/// reads, so that a stream nobody reads costs little. Limits never go back. Not thread-safe.
/// </summary>
internal sealed class CreditWindow(int firstBytes, int maxBytes)
{
    private int _size = Math.Min(firstBytes, maxBytes);
    private long _readAtGrowth;

    /// <summary>How far the application has read.</summary>
    public long Read { get; private set; }

    /// <summary>What the sender was told.</summary>
    public long Limit { get; private set; } = Math.Min(firstBytes, maxBytes);

    /// <summary>How much more the sender could be told.</summary>
    public long Growth => Read + _size - Limit;

    /// <summary>Whether the sender should be told at once: it may be about to stop.</summary>
    public bool IsWorthTelling => Growth >= _size / 4;

    /// <summary>The application has read up to an offset.</summary>
    public void ReadTo(long offset)
    {
        Read = offset;
        if (Read - _readAtGrowth >= _size / 2 && _size < maxBytes)
        {
            _size = (int)Math.Min(_size * 2L, maxBytes);
            _readAtGrowth = Read;
        }
    }

    /// <summary>The limit to tell the sender now.</summary>
    public long Grant() => Limit = Math.Max(Limit, Read + _size);

    /// <summary>Grants the whole window from now on.</summary>
    public void Open() => _size = maxBytes;
}
