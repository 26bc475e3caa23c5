namespace Hotlink.Gateway.Connections;

/// <summary>How fast the connections of a node are told to move: those that all came back at once would be a burden elsewhere.</summary>
internal static class DrainPace
{
    /// <summary>How many are told at a time, however long all of them take.</summary>
    public const int SmallestStep = 10;

    /// <summary>The time between two steps.</summary>
    public static TimeSpan StepTime { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many connections to tell in each step, so that all have been told when the time is over.</summary>
    public static int StepOf(int connections, TimeSpan time)
    {
        var steps = Math.Max((int)(time / StepTime), 1);
        return Math.Max((connections + steps - 1) / steps, SmallestStep);
    }
}
