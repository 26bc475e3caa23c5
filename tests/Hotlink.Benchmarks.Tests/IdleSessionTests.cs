using System.Globalization;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Benchmarks.Tests;

/// <summary>What the relay holds for a session that was opened and accepted, and does nothing.</summary>
public sealed class IdleSessionTests
{
    private const string Alice = "alice@sandbox.local";
    private const string Bob = "bob@sandbox.local";

    // Tables grow in steps: this many fill theirs by about the mean.
    private const int Uncounted = 500;
    private const int Counted = 4000;
    private const int Attempts = 5;

    [Fact]
    public async Task IdleSession_LiveMemory_IsWithinItsBudget()
    {
        // Whatever else the process does meanwhile is counted, too: what sessions hold is the least of some measurements.
        var (budget, least) = (Budgets.Read().IdleSessionBytes, long.MaxValue);
        for (var attempt = 0; attempt < Attempts && least > budget; attempt++)
        {
            least = Math.Min(least, await MeasureAsync());
        }

        Assert.True(least <= budget, $"an idle session holds {least} bytes");
    }

    private static async Task<long> MeasureAsync()
    {
        await using var relay = await RelayTestHost.StartAsync(new()
        {
            Settings = new Dictionary<string, string?> { ["Connections:OpensPerSecond"] = "1000000", ["Connections:SessionCount"] = "1000000" },
            Datasites = static folder => RuleFiles.Put(folder, Alice, RuleFiles.Everybody),
        });
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var accepted = 0;
        alice.Intercept = message => message.Message.Body is HotlinkAccept && Interlocked.Increment(ref accepted) > 0;
        bob.Intercept = static message => message.Message.Body is HotlinkOpen;

        await OpenAsync(0, Uncounted);
        var before = Live(relay);
        await OpenAsync(Uncounted, Uncounted + Counted);
        var bytes = (Live(relay) - before) / Counted;

        Assert.Empty(relay.Errors);
        return bytes;

        async Task OpenAsync(int from, int to)
        {
            for (var number = from; number < to; number++)
            {
                var id = number.ToString("x24", CultureInfo.InvariantCulture);
                await alice.SendAsync(new HotlinkOpen(id, $"{Alice}/bench/{number}/data.request", "", Bob));
            }

            await EventWait.UntilAsync(() => relay.RouteCount == 2 * to, () => relay.Holdings, expected: "every session announced");
            for (var number = from; number < to; number++)
            {
                await bob.SendAsync(new HotlinkAccept(number.ToString("x24", CultureInfo.InvariantCulture)));
            }

            await EventWait.UntilAsync(() => Volatile.Read(ref accepted) == to, () => relay.Holdings, expected: "every session accepted");
        }
    }

    // Without what the pools keep for the next messages.
    private static long Live(RelayTestHost relay)
    {
        for (var i = 0; i < 3; i++)
        {
            relay.Pool.Trim();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
