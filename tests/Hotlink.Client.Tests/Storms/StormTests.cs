using Hotlink.Client.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Storms;

/// <summary>The promise, for many streams under way at once: every byte once, in order, or the reason at both ends; never silence.</summary>
public sealed class StormTests : ClientTest
{
    private const int Cuts = 12;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public async Task Streams_HoweverTheyEnd_EachEndGetsItsBytesAndTheReason(int seed, bool isCut)
    {
        var relay = await StartRelayAsync();
        string[] users = [Alice, Bob, Carol];
        var clients = new HotlinkClient[users.Length];
        for (var i = 0; i < users.Length; i++)
        {
            clients[i] = await ConnectAsync(isCut ? CutLink(relay.Address, (seed * 10) + i, 600_000).Address : relay.Address, users[i], Quick);
        }

        await new ClientStorm(clients, Events.Describe, seed).RunAsync();

        await EventWait.UntilAsync(() => clients.All(client => client.GetStreams().Count == 0), Events.Describe);
        await EventWait.UntilAsync(() => relay.RouteCount == 0 && relay.SessionGrainCount == 0, () => relay.Holdings);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Channels_OpenedAgainAndAgain_AreNeverMixedUp(int seed, bool isCut)
    {
        const int Channels = 5;
        const int Rounds = 15;
        var relay = await StartRelayAsync();
        var random = new Random(seed);
        var bobs = isCut ? CutLink(relay.Address, seed, 40_000).Address : relay.Address;
        var (alice, bob) = (await ConnectAsync(relay.Address, Alice, Quick), await ConnectAsync(bobs, Bob, Quick));

        await Task.WhenAll(Enumerable.Range(1, Channels).Select(number => $"storm/0_{number}").Select(directory =>
            new StormChannel(directory, alice, bob, new(random.Next()), () => Events.Describe(directory)).RunAsync(Rounds)));

        await EventWait.UntilAsync(() => alice.GetStreams().Count == 0 && bob.GetStreams().Count == 0, Events.Describe);
        await EventWait.UntilAsync(() => relay.RouteCount == 0 && relay.SessionGrainCount == 0, () => relay.Holdings);
    }

    // A link that is cut again and again, in the midst of what it carries.
    private ScriptedLink CutLink(Uri relay, int seed, int mostBytes)
    {
        var random = new Random(seed);
        return Own(new ScriptedLink(relay) { CutAfter = number => number < Cuts ? random.Next(1_000, mostBytes) : null });
    }

    private static HotlinkClientOptions Quick(HotlinkClientOptions options) =>
        options with { WaitForRelay = true, ReconnectDelay = TimeSpan.FromMilliseconds(10), ReconnectMaxDelay = TimeSpan.FromMilliseconds(100) };
}
