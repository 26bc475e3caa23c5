using Hotlink.Client.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Channels;

/// <summary>What a sender says about a stream reaches the receiver before its bytes, whatever happens to the connection.</summary>
public sealed class LabelTests : ClientTest
{
    private const string Label = "words,of~the!sender";

    [Theory]
    [InlineData(Alice)]
    [InlineData(Bob)]
    public async Task Label_LinkCutWhileTheyGreet_IsThereWhenTheFirstByteIsAndTheTrailerAtTheEnd(string cut)
    {
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address));
        var alice = await ConnectAsync(cut == Alice ? link.Address : relay.Address, Alice, Quick);
        var bob = await ConnectAsync(cut == Bob ? link.Address : relay.Address, Bob, Quick);
        link.CutAfter = static connection => connection < 12 ? 700 + (100 * connection) : null;
        link.Cut();
        var opening = alice.OpenAsync(new HotlinkOpenOptions { Path = AlicePath, To = Bob, Label = Label }, Cancellation);
        await using var reader = await bob.AcceptAsync(AlicePath, Alice, Cancellation).SoonAsync(Events.Describe);
        var writer = await opening.SoonAsync(Events.Describe);
        await writer.WriteAsync(new byte[1000], Cancellation);

        Assert.True(await reader.ReadAsync(new byte[1], Cancellation).AsTask().SoonAsync(Events.Describe) > 0);

        Assert.True(reader.Greeted.IsCompletedSuccessfully);
        Assert.Equal((Label, ""), (reader.Label, reader.Trailer));
        var completing = writer.CompleteAsync("the,end", Cancellation);
        while (await reader.ReadAsync(new byte[5000], Cancellation).AsTask().SoonAsync(Events.Describe) > 0)
        {
        }

        Assert.Equal("the,end", reader.Trailer);
        await completing.SoonAsync(Events.Describe);
    }

    [Fact]
    public async Task Label_StreamWithoutOne_IsEmpty()
    {
        var relay = await StartRelayAsync();
        var (alice, bob) = (await ConnectAsync(relay.Address, Alice), await ConnectAsync(relay.Address, Bob));
        var opening = alice.OpenAsync(AlicePath, Bob, Cancellation);
        await using var reader = await bob.AcceptAsync(AlicePath, Alice, Cancellation).SoonAsync(Events.Describe);
        await using var writer = await opening.SoonAsync(Events.Describe);

        await reader.Greeted.SoonAsync(Events.Describe);

        Assert.Equal((HotlinkMode.Reliable, ""), (reader.Mode, reader.Label));
    }

    [Theory]
    [InlineData("two words", 1)]
    [InlineData("\u00fcber", 1)]
    [InlineData("a\nb", 1)]
    [InlineData("x", 257)]
    public async Task Label_ThatCantBeSent_IsRefusedAtOnce(string text, int times)
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var options = new HotlinkOpenOptions { Path = AlicePath, To = Bob, Label = string.Concat(Enumerable.Repeat(text, times)) };

        await Assert.ThrowsAsync<ArgumentException>(() => alice.OpenAsync(options, Cancellation));
    }

    private static HotlinkClientOptions Quick(HotlinkClientOptions options) => options with
    {
        ReconnectDelay = TimeSpan.FromMilliseconds(20),
        ReconnectMaxDelay = TimeSpan.FromMilliseconds(200),
        AcceptTimeout = TimeSpan.FromMinutes(1),
    };
}
