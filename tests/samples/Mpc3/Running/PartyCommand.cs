using System.CommandLine;
using System.Globalization;
using Mpc3.Transport;

namespace Mpc3.Running;

/// <summary>The command line of one party.</summary>
internal static class PartyCommand
{
    private const int MaxSize = 1_000_000;
    private const int MaxRounds = 10_000;

    private static readonly Argument<string> What = new("computation") { Description = "sum: of all vectors. inner: product. sort: of all values. iterate: x ← x² + c." };
    private static readonly Option<int> Party = new("--party") { Description = "This party's number: 0, 1 or 2.", Required = true };

    private static readonly Option<string[]> Peers = new("--peer")
    {
        Description = "Where another party is reached on this machine, twice: 1=20001. Through a tunnel that is the tunnel's local port.",
        HelpName = "ID=PORT",
        Required = true,
    };

    private static readonly Option<bool> Direct = new("--direct") { Description = "Without tunnels: of two parties the lower number listens on the port, the other connects." };
    private static readonly Option<int> Size = new("--size") { Description = "How many values each party has, up to 1,000,000.", DefaultValueFactory = _ => 3 };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "For iterate: how many steps, up to 10,000.", DefaultValueFactory = _ => 100 };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "What the vectors are drawn from.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Counts = new("--counts") { Description = "This party's own vector instead, for sum: 1,0,2. Needs --expect." };
    private static readonly Option<string?> Expect = new("--expect") { Description = "What has to come out: 3,3,4." };
    private static readonly Option<int> Patience = new("--patience") { Description = "How many seconds to wait for the others.", DefaultValueFactory = _ => 60 };

    public static RootCommand Create()
    {
        What.AcceptOnlyFromAmong(PartyRun.Computations);
        var command = new RootCommand("One party of a three-party computation on replicated secret shares, over plain TCP connections to localhost.")
        {
            What, Party, Peers, Direct, Size, Rounds, Seed, Counts, Expect, Patience,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        try
        {
            var options = Read(result);
            var progress = new Progress(options.Party, Console.Error, TimeProvider.System);
            var report = await new PartyRun(options, progress, TimeProvider.System).RunAsync(cancellationToken);
            Console.WriteLine(report.ToJson());
            progress.Say(report.Equal ? "the result equals the plain one" : "THE RESULT IS WRONG");
            return report.Equal ? 0 : 1;
        }
        catch (ArgumentException misuse)
        {
            await Console.Error.WriteLineAsync($"mpc3: {misuse.Message}");
            return 2;
        }
        catch (Exception failure) when (failure is IOException or TimeoutException or System.Net.Sockets.SocketException)
        {
            await Console.Error.WriteLineAsync($"mpc3 party {result.GetValue(Party)}: {failure.Message}");
            return 3;
        }
    }

    private static RunOptions Read(ParseResult result)
    {
        var party = Within(result.GetValue(Party), 0, PartyNetwork.Parties - 1, "--party");
        var counts = Numbers(result.GetValue(Counts));
        var expected = Numbers(result.GetValue(Expect));
        var computation = result.GetValue(What)!;
        if ((counts is null) != (expected is null) || (counts is not null && (computation != "sum" || counts.Length != expected!.Length)))
        {
            throw new ArgumentException("--counts and --expect go together, with sum, and have the same length.");
        }

        return new()
        {
            Party = party,
            Ports = Ports(result.GetValue(Peers) ?? [], party),
            Direct = result.GetValue(Direct),
            Computation = computation,
            Size = counts?.Length ?? Within(result.GetValue(Size), 1, MaxSize, "--size"),
            Rounds = Within(result.GetValue(Rounds), 1, MaxRounds, "--rounds"),
            Seed = result.GetValue(Seed),
            Counts = counts,
            Expected = expected,
            Patience = TimeSpan.FromSeconds(Within(result.GetValue(Patience), 1, 3600, "--patience")),
        };
    }

    private static int Within(int value, int least, int most, string name) =>
        value >= least && value <= most ? value : throw new ArgumentException($"{name} is {least} to {most}.");

    private static ulong[]? Numbers(string? text) => text is null ? null : [.. text.Split(',').Select(word =>
        ulong.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : throw new ArgumentException($"'{word}' is no number."))];

    private static Dictionary<int, int> Ports(string[] peers, int party)
    {
        var ports = new Dictionary<int, int>();
        foreach (var peer in peers)
        {
            var parts = peer.Split('=');
            if (parts.Length != 2 || !int.TryParse(parts[0], out var id) || !int.TryParse(parts[1], out var port)
                || id is < 0 or >= PartyNetwork.Parties || id == party || port is < 1 or > 65535)
            {
                throw new ArgumentException($"--peer is ID=PORT with the number of another party, not '{peer}'.");
            }

            ports[id] = port;
        }

        return ports.Count == 2 ? ports : throw new ArgumentException("--peer is needed for both other parties.");
    }
}
