using Hotlink.Client.Streams;
using Hotlink.Client.Tests.Kit;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Connection;

/// <summary>A client that is disposed of at a bad moment: everybody who waits is told, and it comes to its end.</summary>
public sealed class DisposeTests : ClientTest
{
    [Fact]
    public async Task Dispose_ReceiverHasNotAnsweredTheGreeting_IsToldThatTheClientWasClosed()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice, options => options with { GreetingTimeout = TimeSpan.FromMinutes(1) });
        var peer = await relay.ConnectAsync(Bob);
        var opening = alice.OpenAsync(AlicePath, Bob, Cancellation);
        await peer.SendAsync(new HotlinkAccept((await peer.NextAsync<HotlinkOpen>()).SessionId));
        await opening.SoonAsync();

        await alice.DisposeAsync();

        Assert.Equal("client closed", (await peer.NextAsync<HotlinkClose>()).Reason);
    }

    [Fact]
    public async Task Dispose_SenderHasNotGreeted_IsToldThatTheClientWasClosed()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await relay.ConnectAsync(Bob);
        var opening = alice.OpenAsync(AlicePath, Bob, Cancellation);
        var session = (await bob.NextAsync<HotlinkOpen>()).SessionId;

        await bob.SendTogetherAsync(new HotlinkAccept(session), new HotlinkClose(session, "client closed"));

        var writer = await opening.SoonAsync();
        Assert.Equal(HotlinkReason.ClientClosed, (await Assert.ThrowsAsync<HotlinkException>(() => writer.Completion.SoonAsync())).Reason);
    }

    [Fact]
    public async Task Dispose_StreamsFlow_LastWordsComeBeforeTheGoodbye()
    {
        const int Streams = 3;
        var relay = Own(new RelayDouble());
        var connecting = ConnectAsync(relay, Alice);
        using var link = await relay.GreetNextAsync();
        var alice = await connecting.SoonAsync();
        for (var number = 0; number < Streams; number++)
        {
            var opening = alice.OpenAsync($"{Alice}/{number}/stream.tcp.request", Bob, Cancellation);
            await link.SendAsync(new HotlinkAccept((await link.NextAsync<HotlinkOpen>()).SessionId));
            await (await opening.SoonAsync()).WriteAsync(new byte[100_000], Cancellation);
        }

        var disposing = alice.DisposeAsync();
        var said = await link.ReadToCloseAsync().SoonAsync();

        var closes = said.OfType<HotlinkClose>().ToArray();
        Assert.Equal(Streams, closes.Select(close => close.SessionId).Distinct().Count());
        Assert.All(closes, close => Assert.Equal("client closed", close.Reason));
        Assert.Equal(Streams, said.OfType<HotlinkSignal>().Count(signal => signal is { Kind: "hl.reset" } && signal.Token.EndsWith(" closed", StringComparison.Ordinal)));
        await disposing;
    }

    [Fact]
    public async Task Dispose_NextSessionOfAStreamWasAccepted_ItsSenderIsToldThatTheClientWasClosed()
    {
        var key = StreamKeys.New();
        var relay = await StartRelayAsync();
        var bob = await ConnectAsync(relay.Address, Bob);
        var alice = await relay.ConnectAsync(Alice);
        var accepting = bob.AcceptAsync(AlicePath, Alice, Cancellation);
        var first = SessionIds.New(SessionKind.New, HotlinkFraming.Bytes, key);
        await alice.SendAsync(new HotlinkOpen(first, AlicePath, "", Bob));
        await alice.NextAsync<HotlinkAccept>();
        await alice.SendAsync(new HotlinkSignal(first, "hl.hello", [], $"1 {key} 1 0 b 4194304"));
        await alice.NextAsync<HotlinkSignal>(signal => signal.Kind == "hl.welcome");
        await alice.SendAsync(new HotlinkClose(first, "sender disconnected"));
        await Events.UntilAsync(Bob, HotlinkEventKind.StreamSuspended);
        var second = SessionIds.New(SessionKind.Resume, HotlinkFraming.Bytes, key);
        await alice.SendAsync(new HotlinkOpen(second, AlicePath, "", Bob));
        await alice.NextAsync<HotlinkAccept>(accept => accept.SessionId == second);

        await bob.DisposeAsync();

        Assert.Equal("client closed", (await alice.NextAsync<HotlinkClose>(close => close.SessionId == second)).Reason);
        Assert.Equal(HotlinkReason.ClientClosed, (await Assert.ThrowsAsync<HotlinkException>(async () => await (await accepting).Completion)).Reason);
    }

    [Fact]
    public async Task Dispose_OthersOpenAndAccept_EndsEverybodysWait()
    {
        var relay = await StartRelayAsync();
        for (var round = 0; round < 20; round++)
        {
            var alice = await ConnectAsync(relay.Address, Alice);
            await using var bob = await ConnectAsync(relay.Address, Bob);
            var accepted = bob.AcceptAsync(AlicePath, Alice, Cancellation);
            var waiting = new List<Task>();
            var busy = Task.Run(async () =>
            {
                for (var index = 0; index < 5; index++)
                {
                    waiting.Add(UseAsync(alice, index));
                    await Task.Yield();
                }
            }, Cancellation);

            if (round % 2 == 1)
            {
                await accepted.SoonAsync(Events.Describe);
            }

            await alice.DisposeAsync().AsTask().SoonAsync(Events.Describe);

            await busy;
            await Task.WhenAll(waiting).SoonAsync(Events.Describe);
        }
    }

    [Fact]
    public async Task Dispose_ConnectionJustBeingMade_ComesToItsEnd()
    {
        for (var round = 0; round < 20; round++)
        {
            var relay = Own(new RelayDouble());
            var connecting = ConnectAsync(relay, Alice);
            (await relay.GreetNextAsync()).Dispose();
            var alice = await connecting.SoonAsync();
            var second = await relay.NextAsync();
            await second.UpgradeAsync();

            var greeting = second.SendAsync(RelayDoubleConnection.Greeting);
            var disposing = alice.DisposeAsync().AsTask();

            await disposing.SoonAsync(Events.Describe);
            await Task.WhenAny(greeting);
            Assert.Equal(HotlinkLinkState.Closed, alice.State);
        }
    }

    // Opens, accepts and reads; however it ends, it ends.
    private static async Task UseAsync(HotlinkClient client, int index)
    {
        try
        {
            if (index % 2 == 0)
            {
                var writer = await client.OpenAsync(AlicePath, Bob, Cancellation);
                await writer.CompleteAsync(Cancellation);
            }
            else
            {
                await client.AcceptAsync(BobPath, Bob, Cancellation);
            }
        }
        catch (Exception exception) when (exception is HotlinkException or ObjectDisposedException)
        {
            // Told.
        }
    }
}
