using Hotlink.Client.Streams;
using Hotlink.Client.Tests.Kit;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Channels;

/// <summary>A session that is announced once more to a client whose connection was lost while it accepted.</summary>
public sealed class AnnouncedAgainTests : ClientTest
{
    private readonly string _key = StreamKeys.New();

    [Fact]
    public async Task AbortReader_BeforeTheGreeting_TheSenderIsTold()
    {
        var (link, session, reader) = await AcceptTwiceAsync();

        reader.Abort("enough");
        await link.SendAsync(Hello(session));

        var reset = await link.NextAsync<HotlinkSignal>();
        Assert.Equal(("hl.reset", "enough"), (reset.Kind, reset.Error));
        Assert.Equal((session, "aborted"), (await link.NextAsync<HotlinkClose>() is var close ? close.SessionId : "", close.Reason));
        link.Dispose();
    }

    [Fact]
    public async Task Read_AfterTheGreeting_TheStreamIsInThatSession()
    {
        var (link, session, reader) = await AcceptTwiceAsync();

        await link.SendAsync(Hello(session), new HotlinkData(session, 1, BobPath, "", new byte[] { 1, 2, 3 }));

        Assert.Equal(3, await reader.ReadAsync(new byte[10], Cancellation).AsTask().SoonAsync(Events.Describe));
        Assert.StartsWith("1 ", (await link.NextAsync<HotlinkSignal>()).Token, StringComparison.Ordinal);
        await link.SendAsync(new HotlinkClose(session, "client closed"));
        Assert.Equal(HotlinkReason.ClientClosed, (await Assert.ThrowsAsync<HotlinkException>(() => reader.Completion.SoonAsync(Events.Describe))).Reason);
        link.Dispose();
    }

    private HotlinkSignal Hello(string session) => new(session, "hl.hello", [], $"1 {_key} 1 0 b 4194304");

    private async Task<(RelayDoubleConnection Link, string Session, HotlinkReader Reader)> AcceptTwiceAsync()
    {
        var relay = Own(new RelayDouble());
        var connecting = ConnectAsync(relay, Alice);
        var link = await relay.GreetNextAsync();
        var alice = await connecting.SoonAsync();
        var accepting = alice.AcceptAsync(BobPath, Bob, Cancellation);
        var open = new HotlinkOpen(SessionIds.New(SessionKind.New, HotlinkFraming.Bytes, _key), BobPath, Bob, Alice);
        await link.SendAsync(open);
        await link.NextAsync<HotlinkAccept>();
        link.Dispose();

        link = await relay.GreetNextAsync();
        await link.SendAsync(open);
        await link.NextAsync<HotlinkAccept>();
        return (link, open.SessionId, await accepting.SoonAsync());
    }
}
