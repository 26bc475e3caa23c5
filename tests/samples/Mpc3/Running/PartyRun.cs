using Mpc3.Computations;
using Mpc3.Sharing;
using Mpc3.Transport;

namespace Mpc3.Running;

/// <summary>One party, from its first connection to the report.</summary>
internal sealed class PartyRun(RunOptions options, Progress progress, TimeProvider timeProvider)
{
    public static readonly string[] Computations = ["sum", "inner", "sort", "iterate"];

    public async Task<RunReport> RunAsync(CancellationToken cancellationToken)
    {
        var computation = Create(options);
        var mine = options.Counts ?? PrivateInputs.Of(options, options.Party);
        var start = timeProvider.GetTimestamp();
        var connector = new PartyConnector(options.Party, options.Direct, options.Agreement, options.Patience, timeProvider);
        await using var network = await connector.ConnectAsync(options.Ports, cancellationToken);
        progress.Say("connected to both others");
        network.OnRound = round => progress.OnRound(round, () => network.BytesSent);
        using var protocol = await ShareProtocol.StartAsync(network, cancellationToken);
        var connected = timeProvider.GetTimestamp();
        var (rounds, sent, received) = (network.Rounds, network.BytesSent, network.BytesReceived);
        var result = await computation.RunAsync(protocol, mine, cancellationToken);
        var seconds = timeProvider.GetElapsedTime(connected).TotalSeconds;
        rounds = network.Rounds - rounds;
        var report = new RunReport
        {
            Computation = options.Computation,
            Party = options.Party,
            Size = options.Size,
            Direct = options.Direct,
            Rounds = rounds,
            BytesSent = network.BytesSent - sent,
            BytesReceived = network.BytesReceived - received,
            ConnectSeconds = timeProvider.GetElapsedTime(start, connected).TotalSeconds,
            Seconds = seconds,
            Result = [.. result.Take(8)],
            Equal = result.AsSpan().SequenceEqual(Expected(computation)),
        };

        // Whoever left first could take the last bytes of a slower tunnel along.
        await protocol.OpenAsync(Shares.Zero(1), additive: true, cancellationToken);
        return report;
    }

    private static IComputation Create(RunOptions options) => options.Computation switch
    {
        "sum" => new Aggregation(),
        "inner" => new InnerProduct(),
        "sort" => new Sorting(),
        "iterate" => new Iteration(options.Rounds),
        _ => throw new ArgumentException($"There is no computation '{options.Computation}'.", nameof(options)),
    };

    private ulong[] Expected(IComputation computation) =>
        options.Expected ?? computation.Plain([.. Enumerable.Range(0, PartyNetwork.Parties).Select(party => PrivateInputs.Of(options, party))]);
}
