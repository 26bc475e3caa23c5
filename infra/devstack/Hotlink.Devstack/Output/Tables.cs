using System.Globalization;
using Hotlink.Devstack.Stacks;
using Hotlink.Devstack.Telemetry;
using Hotlink.Devstack.Watching;
using Spectre.Console;

namespace Hotlink.Devstack.Output;

/// <summary>What people look at while a stack runs.</summary>
internal static class Tables
{
    private const double KiB = 1024;

    /// <summary>The parties: their daemons, links and counters.</summary>
    public static Table Parties(StackState state, StackSample sample)
    {
        var table = Framed($"stack {state.RunId}: relay on {state.RelayUri().Authority}", "party", "daemon", "link", "sent", "received", "programs", "last error");
        foreach (var (party, spec) in sample.Parties.Zip(state.Parties))
        {
            var telemetry = party.Telemetry;
            table.AddRow(
                Text(spec.Name),
                Text(party switch { { Started: false } => "not started", { DaemonAlive: false } => "GONE", { DaemonStopped: true } => "FROZEN", _ => "runs" }),
                Text(telemetry is null ? "?" : telemetry.Linked == false ? "DOWN" : telemetry.Path),
                Text(telemetry is null ? "" : $"{Bytes(telemetry.SentBytes)} / {telemetry.SentFrames}"),
                Text(telemetry is null ? "" : $"{Bytes(telemetry.ReceivedBytes)} / {telemetry.ReceivedFrames}"),
                Text(string.Join(", ", party.Workloads.Select(workload => workload.Stopped ? $"{workload.Name} (FROZEN)" : workload.Name))),
                Text(telemetry?.LastError ?? ""));
        }

        return table;
    }

    /// <summary>The sessions of all parties, one line for each direction at each end.</summary>
    public static Table Channels(StackState state, StackSample sample)
    {
        var table = Framed("channels", "party", "channel", "way", "peer", "status", "bytes / frames", "waiting", "credit wait", "resumes", "held up by");
        foreach (var (party, spec) in sample.Parties.Zip(state.Parties))
        {
            foreach (var session in (party.Telemetry?.Sessions ?? []).OrderBy(session => session.Channel, StringComparer.Ordinal).ThenBy(session => session.Outbound))
            {
                table.AddRow(Row(spec, session));
            }
        }

        return table;
    }

    public static Table Framed(string title, params string[] columns)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new(Markup.Escape(title)) };
        return table.AddColumns(columns);
    }

    public static string Bytes(double count) => count switch
    {
        < KiB => string.Create(CultureInfo.InvariantCulture, $"{count:0} B"),
        < KiB * KiB => string.Create(CultureInfo.InvariantCulture, $"{count / KiB:0.0} KiB"),
        < KiB * KiB * KiB => string.Create(CultureInfo.InvariantCulture, $"{count / KiB / KiB:0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count / KiB / KiB / KiB:0.00} GiB"),
    };

    public static Text Text(string text) => new(text);

    private static Text[] Row(PartySpec party, SessionTelemetry session) =>
    [
        Text(party.Name),
        Text(session.Channel),
        Text(session.Outbound ? "sends" : "receives"),
        Text(session.Peer),
        Text(session.Status),
        Text($"{Bytes(session.Bytes)} / {session.Frames}"),
        Text(Bytes(session.WaitingBytes)),
        Text(string.Create(CultureInfo.InvariantCulture, $"{session.CreditWait.TotalSeconds:0.00} s")),
        Text($"{session.Resumes}"),
        Text(session.Stall),
    ];
}
