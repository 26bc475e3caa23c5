using Hotlink.Client.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Plain;

/// <summary>A stream that can repeat nothing, over a relay as SyftBox's server can be.</summary>
public sealed class PlainRelayTests : ClientTest
{
    [Fact]
    public async Task Write_RelayRepeatsAndReorders_ArrivesOnceInOrder()
    {
        var (writer, reader) = await OpenAsync(() => new SwapScramble());
        var sending = Transfer.SendAsync(writer, 4_000_000, 1, Cancellation);

        var received = await Transfer.ReceiveAsync(reader, Cancellation).SoonAsync(Events.Describe);

        Assert.Equal(await sending.SoonAsync(), received);
        Assert.Equal((HotlinkMode.Plain, HotlinkMode.Plain), (writer.Mode, reader.Mode));
        Assert.True(reader.GetStatistics().RepeatedFrames > 0);
    }

    [Fact]
    public async Task Write_RelayLosesAFrame_EndsBothSidesWithTheReason()
    {
        var (writer, reader) = await OpenAsync(() => new RandomScramble(5, lose: 0.2, repeat: 0, delay: 0), gapSeconds: 0.2);

        var sending = Assert.ThrowsAsync<HotlinkException>(() => Transfer.SendAsync(writer, long.MaxValue, 1, Cancellation));
        var receiving = Assert.ThrowsAsync<HotlinkException>(() => Transfer.ReceiveAsync(reader, Cancellation));

        Assert.Equal(HotlinkReason.FramesLost, (await receiving.SoonAsync(Events.Describe)).Reason);
        Assert.Equal(HotlinkReason.FramesLost, (await sending.SoonAsync(Events.Describe)).Reason);
    }

    private async Task<(HotlinkWriter Writer, HotlinkReader Reader)> OpenAsync(Func<IMessageScramble> scramble, double gapSeconds = 10)
    {
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address) { Scramble = scramble });
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(link.Address, Bob, options => options with { GapTimeout = TimeSpan.FromSeconds(gapSeconds) });
        var accepting = bob.AcceptAsync(AlicePath, Alice, Cancellation);
        var writer = await alice.OpenAsync(new HotlinkOpenOptions { Path = AlicePath, To = Bob, Reliable = false }, Cancellation).SoonAsync();
        return (writer, await accepting.SoonAsync());
    }
}
