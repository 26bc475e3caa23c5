namespace Hotlink.Silo.Local;

/// <summary>What waits for the turns of one live grain: nothing does, mostly. Used under the grain's lock.</summary>
internal sealed class TurnBacklog
{
    /// <summary>What comes back from an await, and what timers want.</summary>
    public Queue<Action> Turns { get; } = new();

    /// <summary>Calls that have not begun.</summary>
    public Queue<Action> Calls { get; } = new();

    /// <summary>Those who wait for the grain to end.</summary>
    public TaskCompletionSource? Ended { get; set; }
}
