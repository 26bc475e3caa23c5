using Hotlink.Daemon.Tests.Fallback;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Daemon.Tunnels;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Storms;

/// <summary>
/// Three parties with a tunnel between any two, applications that come and go as they like, and links that are cut: each connection gets the
/// bytes of one connection of its peer, all of them or a reset; never another's, never silence.
/// </summary>
public sealed class StormTests : TunnelTest
{
    private const int Rounds = 6;
    private const int Cuts = 15;
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestCalm = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public async Task Tunnels_WhateverApplicationsDo_NeverMixAndNeverFallSilent(int seed, bool isCut)
    {
        var random = new Random(seed);
        string[] users = [Alice, Bob, Carol];
        var links = users.Select(_ => Own(new CutLink(Relay.Address))).ToArray();
        var parties = new Party[users.Length];
        for (var i = 0; i < users.Length; i++)
        {
            var address = links[i].Address;
            parties[i] = await StartAsync(
                users[i], new() { SettleTime = TimeSpan.FromMilliseconds(60), TakeOverTime = TimeSpan.FromSeconds(1) }, options => options with { ServerUri = address, ResumeWindow = LongestAbsence });
        }

        var channels = new List<StormChannel>();
        string Seen() => string.Join('\n', [.. channels.Select(channel => channel.ToString()), .. parties.Select(party => party.Describe())]);
        foreach (var (low, high) in new[] { (0, 1), (0, 2), (1, 2) })
        {
            int[] ports = [await OpenAsync(parties[low], $"{low}_to_{high}", users[high]), await OpenAsync(parties[high], $"{high}_to_{low}", users[low])];
            channels.Add(new(ports, new(random.Next()), Seen));
        }

        var storm = Task.WhenAll(channels.Select(channel => channel.RunAsync(Rounds)));
        for (var left = isCut ? Cuts : 0; left > 0 && !storm.IsCompleted; left--)
        {
            await Task.WhenAny(storm, Task.Delay(LongestCalm * random.NextDouble(), TimeProvider.System, Cancellation));
            links[random.Next(links.Length)].Cut();
        }

        await storm;
        TestContext.Current.TestOutputHelper?.WriteLine($"{channels.Sum(channel => channel.Failures)} connections were reset against both applications' will");
        await EventWait.UntilAsync(() => parties.All(party => party.Client.GetStreams().Count == 0), Seen);
        await EventWait.UntilAsync(() => Relay.RouteCount == 0 && Relay.SessionGrainCount == 0, () => $"{Relay.Holdings}\n{Seen()}");
    }

    private static async Task<int> OpenAsync(Party party, string directory, string peer)
    {
        var (port, count) = (Party.FreePort(), party.Count(TunnelEventKind.Listening) + 1);
        party.PutMarker($"{party.Client.User}/{Run}/{directory}", party.Client.User, peer, port);
        await party.UntilAsync(TunnelEventKind.Listening, count);
        return port;
    }
}
