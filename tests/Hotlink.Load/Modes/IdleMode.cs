using Hotlink.Load.Reporting;
using Hotlink.Load.Sessions;

namespace Hotlink.Load.Modes;

/// <summary>Connections and sessions that do nothing: what they cost the server in memory and, while they are held, in processor time.</summary>
internal sealed class IdleMode(int connections, int sessions) : IMode
{
    // The first connections make the server load code and grow its pools; they are not counted.
    private const int UncountedConnections = 32;

    /// <inheritdoc/>
    public string Name => "idle";

    /// <inheritdoc/>
    public string Describe(RunContext context) => $"{TrafficText.Count(connections, "connection")}, {TrafficText.Count(sessions, "session")}";

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(RunContext context, CancellationToken cancellationToken)
    {
        OpenFiles.Check(connections);
        await using var stage = new Stage(context);
        var metrics = new MetricList();
        var memory = new IdleMemory(context, metrics);
        var uncounted = Math.Min(UncountedConnections, connections / 2);
        await AddAsync(stage, 0, uncounted, cancellationToken);
        await memory.SettleAsync(cancellationToken);

        var began = context.Clock.Now;
        await AddAsync(stage, uncounted, connections, cancellationToken);
        var seconds = context.Clock.NanosecondsSince(began) / 1e9;
        metrics.Add("connects_per_second", "connecting", (connections - uncounted) / seconds, "/s");
        await memory.CompareAsync("connection", connections - uncounted, cancellationToken);

        if (sessions > 0)
        {
            await OpenAsync(stage, context, cancellationToken);
            await memory.CompareAsync("session", sessions, cancellationToken);
        }

        var isInterrupted = await memory.HoldAsync(cancellationToken);
        stage.NoteEndedConnections();
        return RunResults.Of(this, context, stage, metrics, default, isInterrupted);
    }

    private static Task AddAsync(Stage stage, int from, int to, CancellationToken cancellationToken)
    {
        for (var index = from; index < to; index++)
        {
            _ = index % 2 == 0 ? stage.AddSender("idle-a", index / 2) : stage.AddReader("idle-b", index / 2);
        }

        return stage.ConnectAsync(cancellationToken);
    }

    // Every second connection opens sessions to the one after it, in turn.
    private async Task OpenAsync(Stage stage, RunContext context, CancellationToken cancellationToken)
    {
        var streams = stage.NewStreams();
        var all = new List<StreamSession>(sessions);
        for (var session = 0; session < sessions; session++)
        {
            var pair = session % (connections / 2);
            var (sender, reader) = (stage.Peers[pair * 2], stage.Peers[(pair * 2) + 1]);
            all.Add(streams.Create(new(sender, [reader], pair, session), frame => new WindowOutflow(frame, context.Clock, 1, 1), NoArrivals.Instance));
        }

        await stage.GrantAsync([.. all.Select(static stream => stream.Plan.Sender).Distinct()], cancellationToken);
        await stage.OpenAsync(all, cancellationToken);
    }
}
