using System.Text;
using Hotlink.Client.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Channels;

/// <summary>Two clients and a relay that works.</summary>
public sealed class ChannelTests : ClientTest
{
    [Fact]
    public async Task OpenChannel_BothWays_CarriesBytesAndEnds()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        var (one, two) = await OpenChannelAsync(alice, bob);

        await Transfer.BothWaysAsync(one, two, 64 * 1024 * 1024, Cancellation).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancellation);

        Assert.Equal(HotlinkMode.Reliable, one.Writer.Mode);
        Assert.Equal(HotlinkMode.Reliable, one.Reader.Mode);
        Assert.Equal(0, one.Writer.GetStatistics().RepeatedFrames);
        Assert.Equal(Bob, one.Reader.Peer);
        await Task.WhenAll(one.Reader.Completion, two.Reader.Completion).SoonAsync();
    }

    [Fact]
    public async Task OpenChannel_SmallMessages_AnswersAtOnce()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        var (one, two) = await OpenChannelAsync(alice, bob);
        var buffer = new byte[100];
        for (var round = 0; round < 200; round++)
        {
            var text = Encoding.ASCII.GetBytes($"round {round}");
            await one.WriteAsync(text, Cancellation);
            await two.ReadExactlyAsync(buffer.AsMemory(0, text.Length), Cancellation);
            await two.WriteAsync(buffer.AsMemory(0, text.Length), Cancellation);
            await one.ReadExactlyAsync(buffer.AsMemory(0, text.Length), Cancellation);
            Assert.Equal(text, buffer[..text.Length]);
        }
    }
}
