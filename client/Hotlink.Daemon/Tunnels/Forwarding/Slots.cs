namespace Hotlink.Daemon.Tunnels.Forwarding;

/// <summary>So many places and no more. Thread-safe.</summary>
internal sealed class Slots(int count)
{
    private int _taken;

    /// <summary>Takes one.</summary>
    /// <returns>Whether one was free.</returns>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= count)
        {
            return true;
        }

        Give();
        return false;
    }

    /// <summary>Gives one back.</summary>
    public void Give() => Interlocked.Decrement(ref _taken);
}
