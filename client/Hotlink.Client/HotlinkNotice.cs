namespace Hotlink.Client;

/// <summary>Something the relay sends that belongs to no session. Immutable.</summary>
public abstract record HotlinkNotice
{
    private protected HotlinkNotice()
    {
    }

    /// <summary>How many notices before this one were lost because nobody read them in time.</summary>
    public int Missed { get; init; }
}
