using Hotlink.Client.Tests.Kit;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Plain;

/// <summary>Who gets which session, and what becomes of one that nobody wants.</summary>
public sealed class OfferTests : ClientTest
{
    [Fact]
    public async Task Accept_SessionCameBefore_TakesIt()
    {
        var relay = await StartRelayAsync();
        var bob = await ConnectAsync(relay.Address, Bob);
        var peer = await relay.ConnectAsync(Alice);
        var session = await peer.OpenAsync(AlicePath, Bob);
        var other = await peer.OpenAsync(AlicePath.Replace("0_to_1", "1_to_2", StringComparison.Ordinal), Bob);

        var reader = Own(await bob.AcceptAsync(AlicePath, Alice, Cancellation).SoonAsync());

        Assert.Equal(session, reader.SessionId);
        Assert.Equal(session, (await peer.NextAsync<HotlinkAccept>()).SessionId);
        Assert.Equal(0, peer.Count<HotlinkReject>(reject => reject.SessionId == other));
    }

    [Fact] // Pitfalls 117, 164 and 180.
    public async Task Offer_NobodyTakesIt_IsRejectedWithAReason()
    {
        var relay = await StartRelayAsync();
        await ConnectAsync(relay.Address, Bob, options => options with { OfferTimeout = TimeSpan.FromMilliseconds(100) });
        var peer = await relay.ConnectAsync(Alice);

        var session = await peer.OpenAsync(AlicePath, Bob);

        Assert.Equal(Reasons.NoReceiver, (await peer.NextAsync<HotlinkReject>(reject => reject.SessionId == session)).Reason);
        await Events.UntilAsync(Bob, HotlinkEventKind.OfferRejected);
    }

    [Fact]
    public async Task Offer_TooManyWait_IsRejectedAtOnce()
    {
        var relay = await StartRelayAsync();
        await ConnectAsync(relay.Address, Bob, options => options with { OfferCount = 2 });
        var peer = await relay.ConnectAsync(Alice);
        for (var index = 0; index < 3; index++)
        {
            await peer.OpenAsync($"{Alice}/d{index}/stream.tcp.request", Bob);
        }

        Assert.Equal(Reasons.TooManySessions, (await peer.NextAsync<HotlinkReject>()).Reason);
    }

    [Fact]
    public async Task Accept_FilterOfAnotherPeer_LeavesTheSession()
    {
        var relay = await StartRelayAsync();
        var bob = await ConnectAsync(relay.Address, Bob);
        var carol = await relay.ConnectAsync(Carol);
        var accepting = bob.AcceptAsync(AlicePath, Alice, Cancellation);

        // The path is Alice's, the sender is not: the sender counts.
        await carol.OpenAsync(AlicePath, Bob);
        await using var any = await bob.AcceptAsync(AlicePath, null, Cancellation).SoonAsync();

        Assert.Equal(Carol, any.Peer);
        Assert.False(accepting.IsCompleted);
    }

    [Fact]
    public async Task Accept_Cancelled_TakesNothing()
    {
        var relay = await StartRelayAsync();
        var bob = await ConnectAsync(relay.Address, Bob);
        using var cancel = new CancellationTokenSource();
        var accepting = bob.AcceptAsync(AlicePath, Alice, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting.SoonAsync());
        var peer = await relay.ConnectAsync(Alice);
        await peer.OpenAsync(AlicePath, Bob);
        await using var reader = await bob.AcceptAsync(AlicePath, Alice, Cancellation).SoonAsync();
    }

    [Fact]
    public async Task AcceptAll_SeveralSessions_GivesThemInTurn()
    {
        var relay = await StartRelayAsync();
        var bob = await ConnectAsync(relay.Address, Bob);
        var peer = await relay.ConnectAsync(Alice);
        for (var index = 0; index < 3; index++)
        {
            await peer.OpenAsync($"{Alice}/all/d{index}/stream.tcp.request", Bob);
        }

        var paths = new List<string>();
        await foreach (var reader in bob.AcceptAllAsync(new() { Directory = $"{Alice}/all" }, Cancellation))
        {
            paths.Add(Own(reader).Path);
            if (paths.Count == 3)
            {
                break;
            }
        }

        Assert.Equal(3, paths.Distinct().Count());
    }

    [Fact]
    public async Task Open_Oneself_IsRefused()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);

        var open = await Assert.ThrowsAsync<HotlinkException>(() => alice.OpenAsync(AlicePath, Alice, Cancellation));
        var channel = await Assert.ThrowsAsync<HotlinkException>(() => alice.OpenChannelAsync(Directory, Alice.ToUpperInvariant(), Cancellation));

        Assert.Equal(HotlinkReason.RecipientIsSender, open.Reason);
        Assert.Equal(HotlinkReason.RecipientIsSender, channel.Reason);
    }

    [Theory] // Pitfalls 116 and 180: at once, and with the reason.
    [InlineData("permission denied", HotlinkReason.PermissionDenied)]
    [InlineData("ipc unavailable", HotlinkReason.IpcUnavailable)]
    [InlineData("the moon is full", HotlinkReason.Other)]
    public async Task Open_PeerRejects_FailsWithItsWords(string text, HotlinkReason reason)
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var peer = await relay.ConnectAsync(Bob);
        var opening = alice.OpenAsync(AlicePath, Bob, Cancellation);

        await peer.SendAsync(new HotlinkReject((await peer.NextAsync<HotlinkOpen>()).SessionId, text));

        var failure = await Assert.ThrowsAsync<HotlinkException>(() => opening.SoonAsync());
        Assert.Equal((reason, text), (failure.Reason, failure.Text));
    }

    [Fact]
    public async Task Open_NobodyThere_FailsInTime()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);

        var opening = alice.OpenAsync(new HotlinkOpenOptions { Path = AlicePath, To = Bob, AcceptTimeout = TimeSpan.FromMilliseconds(200) }, Cancellation);

        Assert.Equal(HotlinkReason.NoReceiver, (await Assert.ThrowsAsync<HotlinkException>(() => opening.SoonAsync())).Reason);
        await EventWait.UntilAsync(() => relay.SessionGrainCount == 0, () => relay.Holdings);
    }

    [Fact]
    public async Task Open_NotOnesPath_IsDenied()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);

        var opening = alice.OpenAsync("mallory@four.example/x/stream.tcp.request", null, Cancellation);

        Assert.Equal(HotlinkReason.PermissionDenied, (await Assert.ThrowsAsync<HotlinkException>(() => opening.SoonAsync())).Reason);
    }

    [Fact]
    public async Task Open_SeveralReceivers_BindsOneAndLetsTheOtherReadAlong()
    {
        const string Path = $"{Alice}/app_data/news/feed.request";
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        var carol = await ConnectAsync(relay.Address, Carol);
        var readers = new[] { bob.AcceptAsync(Path, Alice, Cancellation), carol.AcceptAsync(Path, Alice, Cancellation) };
        var writer = Own(await alice.OpenAsync(Path, null, Cancellation).SoonAsync());
        await using var first = await readers[0].SoonAsync();
        await using var second = await readers[1].SoonAsync();
        await Events.UntilAsync(Alice, HotlinkEventKind.StreamReady);
        await EventWait.UntilAsync(() => first.Mode == HotlinkMode.Plain || second.Mode == HotlinkMode.Plain, Events.Describe);

        await writer.WriteAsync(new byte[200_000], Cancellation);
        await writer.CompleteAsync(Cancellation).SoonAsync();

        foreach (var reader in new[] { first, second })
        {
            Assert.Equal(200_000, await CountAsync(reader));
        }

        Assert.NotEqual(first.Mode, second.Mode);
    }

    private static async Task<long> CountAsync(HotlinkReader reader)
    {
        var total = 0L;
        var buffer = new byte[65_536];
        while (await reader.ReadAsync(buffer, Cancellation).AsTask().SoonAsync() is > 0 and var count)
        {
            total += count;
        }

        return total;
    }
}
