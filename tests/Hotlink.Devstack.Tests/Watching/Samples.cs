using Hotlink.Devstack.Telemetry;
using Hotlink.Devstack.Watching;

namespace Hotlink.Devstack.Tests.Watching;

/// <summary>Made-up looks at three parties, half a second apart.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 2, 9, 12, 0, 0, TimeSpan.Zero);

    public static PartySample Party(int index, long moved = 1000, double cpu = 0, params SessionTelemetry[] sessions) => new()
    {
        Index = index,
        Email = $"p{index}@x.io",
        Started = true,
        DaemonAlive = true,
        DaemonStopped = false,
        Telemetry = new() { SentBytes = moved, Linked = true, Sessions = sessions },
        Workloads = [new($"w{index}", false, TimeSpan.FromSeconds(cpu))],
    };

    public static SessionTelemetry Session(string peer, string status = "open", string stall = "") =>
        new() { Outbound = true, Peer = peer, Channel = "0_to_1", Status = status, Stall = stall };

    /// <summary>As many looks as are asked for; counters are always fresh unless a party says otherwise.</summary>
    public static IReadOnlyList<StackSample> Series(int count, Func<int, PartySample[]> parties) =>
    [
        .. Enumerable.Range(0, count).Select(i => (At: Start + TimeSpan.FromSeconds(i * 0.5), Parties: parties(i))).Select(look => new StackSample(
            look.At,
            [.. look.Parties.Select(party => party.Telemetry is { Updated.Ticks: 0 } ? party with { Telemetry = party.Telemetry with { Updated = look.At } } : party)])),
    ];
}
