using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Backpressure;

[Collection(nameof(Alone))]
public sealed class StuckReaderTests : RelayTest
{
    private const int Attempts = 5;
    private const int RoundTrips = 500;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    // Pitfalls 2, 3, 29: a receiver that takes nothing holds up nobody else. Noise only ever adds to a delay, so the best attempt counts.
    [Fact]
    public async Task Data_AnotherReaderIsStuck_WorstDelayUnder100Milliseconds()
    {
        var relay = await StartAsync();
        await relay.PublishRulesAsync(Carol);
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var stuck = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        bob.StopReading();
        var flood = new Flood(alice, stuck, 32 * 1024);
        await EventWait.UntilAsync(() => relay.WaitingSessions(Bob).Contains(stuck), () => relay.Holdings);

        var carol = await relay.ConnectAsync(Carol);
        var dave = await relay.ConnectAsync("dave@five.example");
        var lively = await carol.LinkAsync(Paths.Tcp(Carol), dave);
        var worst = new List<TimeSpan>();
        do
        {
            worst.Add(await WorstDelayAsync(carol, dave, lively, worst.Count * RoundTrips));
        }
        while (worst[^1] >= Limit && worst.Count < Attempts);

        Assert.True(worst.Min() < Limit, $"worst delays: {string.Join(", ", worst.Select(delay => $"{delay.TotalMilliseconds:0.0} ms"))}");
        Assert.Contains(stuck, relay.WaitingSessions(Bob));
        Assert.True(flood.IsUnderWay);
        alice.Socket.Reset();
        await flood.StopAsync();
    }

    private static async Task<TimeSpan> WorstDelayAsync(FakePeer sender, FakePeer reader, string sessionId, int first)
    {
        var worst = TimeSpan.Zero;
        for (var i = 1; i <= RoundTrips; i++)
        {
            var seq = (ulong)(first + i);
            var start = TimeProvider.System.GetTimestamp();
            await sender.SendDataAsync(sessionId, seq, Paths.Tcp(Carol), StreamPattern.At(seq, 1024));
            await reader.NextAsync<HotlinkData>(data => data.Seq == seq);
            var delay = TimeProvider.System.GetElapsedTime(start);
            worst = delay > worst ? delay : worst;
        }

        return worst;
    }
}
