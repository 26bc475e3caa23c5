using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Devstack.Watching;

namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>The assertions that hold all the time, by name.</summary>
internal static class AlwaysRules
{
    public static IEnumerable<(string Rule, bool On)> Of(AlwaysSpec always) =>
    [
        (SessionRules.SelfSessions, always.SelfSessions),
        (SessionRules.Rejects, always.Rejects),
        (StallRule.Name, always.Stalls),
        (Watchdog.Exits, always.Exits),
    ];
}
