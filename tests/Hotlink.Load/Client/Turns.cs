namespace Hotlink.Load.Client;

/// <summary>
/// Counts how often a loop went on without having to wait. Continuations run on the few threads that poll the sockets: a loop that always
/// finds bytes would keep all others waiting. Used by one loop.
/// </summary>
internal struct Turns
{
    private const int AtOnce = 4;

    private int _count;

    /// <summary>Notes one more operation.</summary>
    /// <param name="waited">Whether the loop had to wait for it.</param>
    /// <returns>Whether it is time to let others run.</returns>
    public bool IsOver(bool waited)
    {
        _count = waited ? 0 : (_count + 1) % AtOnce;
        return !waited && _count == 0;
    }
}
