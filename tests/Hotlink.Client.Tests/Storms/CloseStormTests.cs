using Hotlink.Client.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Storms;

/// <summary>Clients that are disposed of while streams begin, flow and end: the other end of each hears so at once.</summary>
public sealed class CloseStormTests : ClientTest
{
    private const int Rounds = 10;
    private const int Together = 8;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(150);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task DisposeClient_WhileStreamsFlow_BothEndsOfEachHearIt(int seed)
    {
        var relay = await StartRelayAsync();
        var random = new Random(seed);
        var alice = await ConnectAsync(relay.Address, Alice);
        for (var round = 0; round < Rounds; round++)
        {
            var bob = await ConnectAsync(relay.Address, Bob);
            var streams = Enumerable.Range(0, Together).Select(number => Stream(alice, bob, number, random).RunAsync()).ToArray();
            await Task.Delay(LongestPause * random.NextDouble(), TimeProvider.System, Cancellation);

            await bob.DisposeAsync();

            await Task.WhenAll(streams);
            await EventWait.UntilAsync(() => alice.GetStreams().Count == 0 && relay.RouteCount == 0 && relay.ConnectionCount == 1, () => relay.Holdings);
            Assert.Empty(bob.GetStreams());
        }
    }

    private ClosedStream Stream(HotlinkClient alice, HotlinkClient bob, int number, Random random)
    {
        var (sender, receiver) = number % 2 == 0 ? (alice, bob) : (bob, alice);
        return new($"{sender.User}/storm/{number}_9/stream.tcp.request", sender, receiver, new(random.Next()), Events.Describe);
    }
}
