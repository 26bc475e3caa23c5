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
