using Hotlink.Client.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Channels;

/// <summary>Whoever gives a stream up while it has no session: the other end hears so as soon as it can be reached, not minutes later.</summary>
public sealed class AbsentAbortTests : ClientTest
{
    private const string Words = "given up meanwhile";

    [Theory]
    [InlineData(Alice, 0)] // The sender's link is down.
    [InlineData(Alice, 5000)]
    [InlineData(Bob, 0)]
    [InlineData(Bob, 5000)]
    public async Task AbortWriter_WhileSuspended_TheReceiverHearsTheReason(string absent, int bytes)
    {
        var (link, writer, reader) = await OpenAsync(absent);
        await (bytes > 0 ? reader.ReadAsync(await WriteAsync(writer, bytes), Cancellation).AsTask() : Task.CompletedTask);
        await LoseAsync(link, absent);

        writer.Abort(Words);
        await Assert.ThrowsAsync<HotlinkException>(() => writer.Completion.SoonAsync());
        link.IsClosed = false;

        var heard = await Assert.ThrowsAsync<HotlinkException>(() => reader.Completion.SoonAsync(Events.Describe));
        Assert.Equal((HotlinkReason.Aborted, Words), (heard.Reason, heard.Text));
    }

    [Theory]
    [InlineData(Alice, 0)]
    [InlineData(Alice, 5000)]
    [InlineData(Bob, 0)]
    [InlineData(Bob, 5000)]
    public async Task AbortReader_WhileSuspended_TheSenderHearsTheReason(string absent, int bytes)
    {
        var (link, writer, reader) = await OpenAsync(absent);
        await (bytes > 0 ? reader.ReadAsync(await WriteAsync(writer, bytes), Cancellation).AsTask() : Task.CompletedTask);
        await LoseAsync(link, absent);

        reader.Abort(Words);
        link.IsClosed = false;

        var heard = await Assert.ThrowsAsync<HotlinkException>(() => writer.Completion.SoonAsync(Events.Describe));
        Assert.Equal((HotlinkReason.Aborted, Words), (heard.Reason, heard.Text));
    }

    private static async Task<Memory<byte>> WriteAsync(HotlinkWriter writer, int bytes)
    {
        await writer.WriteAsync(new byte[bytes], Cancellation);
        return new byte[bytes];
    }

    private async Task LoseAsync(ScriptedLink link, string absent)
    {
        link.IsClosed = true;
        link.Cut();
        await Events.UntilAsync(Bob, HotlinkEventKind.StreamSuspended);
        await (absent == Alice
            ? Events.UntilAsync(Alice, HotlinkEventKind.StreamSuspended)
            : Events.UntilAsync(Alice, HotlinkEventKind.SessionOpened, 2)); // The sender tries at once.
    }

    private async Task<(ScriptedLink Link, HotlinkWriter Writer, HotlinkReader Reader)> OpenAsync(string absent)
    {
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address));
        var alice = await ConnectAsync(absent == Alice ? link.Address : relay.Address, Alice, Quick);
        var bob = await ConnectAsync(absent == Bob ? link.Address : relay.Address, Bob, Quick);
        var accepting = bob.AcceptAsync(AlicePath, Alice, Cancellation);
        var writer = await alice.OpenAsync(AlicePath, Bob, Cancellation).SoonAsync();
        var reader = await accepting.SoonAsync();
        await Events.UntilAsync(Alice, HotlinkEventKind.StreamReady);
        await Events.UntilAsync(Bob, HotlinkEventKind.StreamReady);
        return (link, writer, reader);
    }

    private static HotlinkClientOptions Quick(HotlinkClientOptions options) =>
        options with { ReconnectDelay = TimeSpan.FromMilliseconds(20), ReconnectMaxDelay = TimeSpan.FromMilliseconds(200) };
}
