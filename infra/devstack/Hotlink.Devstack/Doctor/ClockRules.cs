namespace Hotlink.Devstack.Doctor;

/// <summary>Whether this machine and the server agree on the time.</summary>
internal static class ClockRules
{
    private const string Check = "clock";

    // The header counts whole seconds, and the answer was on its way.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Finding Look(DateTimeOffset server, DateTimeOffset local)
    {
        var skew = local - server;
        if (skew.Duration() < Tolerance)
        {
            return Finding.Ok(Check, "this machine and the server agree on the time");
        }

        var text = $"this machine's clock is {skew.Duration().TotalSeconds:0} s {(skew > TimeSpan.Zero ? "ahead of" : "behind")} the server's";
        const string Why = "tokens count as expired or not yet valid, and logs of both can't be put side by side";
        const string Todo = "set the clock (timedatectl set-ntp true)";
        return skew.Duration() < Limit ? Finding.Warning(Check, text, Why, Todo) : Finding.Problem(Check, text, Why, Todo);
    }
}
