namespace Mpc3.Running;

/// <summary>A line for people, at most once a second.</summary>
internal sealed class Progress(int party, TextWriter output, TimeProvider timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private long _last = timeProvider.GetTimestamp();

    public void Say(string text) => output.WriteLine($"mpc3 party {party}: {text}");

    public void OnRound(int round, Func<long> bytes)
    {
        if (timeProvider.GetElapsedTime(_last) >= Interval)
        {
            _last = timeProvider.GetTimestamp();
            Say($"{round} rounds, {bytes()} bytes sent");
        }
    }
}
