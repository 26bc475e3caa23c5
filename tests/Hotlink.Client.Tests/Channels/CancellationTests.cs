using Hotlink.Client.Tests.Kit;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Channels;

/// <summary>Every call that waits can be given up: before it begins, and while it waits.</summary>
public sealed class CancellationTests : ClientTest
{
    [Fact]
    public async Task Connect_GivenUp_IsCancelled()
    {
        var relay = Own(new RelayDouble());
        await AssertGivenUpAsync(
            cancellation => HotlinkClient.ConnectAsync(new() { ServerUri = relay.Address, User = Alice, WaitForRelay = true }, cancellation),
            async () => await relay.NextAsync());
    }

    [Fact]
    public async Task CallsOfAClient_GivenUp_AreCancelled()
    {
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address));
        var alice = await ConnectAsync(link.Address, Alice);

        await AssertGivenUpAsync(cancellation => alice.OpenAsync(AlicePath, Bob, cancellation));
        await AssertGivenUpAsync(cancellation => alice.AcceptAsync(BobPath, Bob, cancellation));
        await AssertGivenUpAsync(cancellation => alice.OpenChannelAsync(Directory, Bob, cancellation));
        link.Pace = new(Frozen: new TaskCompletionSource().Task);
        await AssertGivenUpAsync(cancellation => alice.WriteFileAsync($"{Alice}/a/b.request", new byte[10], cancellation));
        link.IsClosed = true;
        link.Cut();
        await Events.UntilAsync(Alice, HotlinkEventKind.LinkDown);
        await AssertGivenUpAsync(alice.WaitConnectedAsync);
        await AssertGivenUpAsync(cancellation => alice.OpenAsync(AlicePath, Bob, cancellation));
    }

    [Fact]
    public async Task CallsOfAStream_GivenUp_AreCancelledAndLoseNothing()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        var (one, two) = await OpenChannelAsync(alice, bob);

        await AssertGivenUpAsync(cancellation => two.Reader.ReadAsync(new byte[10], cancellation).AsTask());
        await AssertGivenUpAsync(cancellation => two.Reader.ReadMessageAsync(cancellation).AsTask());
        await AssertGivenUpAsync(cancellation => two.Reader.ReadSignalAsync(cancellation).AsTask());
        await AssertGivenUpAsync(cancellation => one.Writer.ReadSignalAsync(cancellation).AsTask());
        await AssertGivenUpAsync(cancellation => one.Writer.WriteAsync(new byte[8 * 1024 * 1024], cancellation).AsTask());
        await AssertGivenUpAsync(one.Writer.FlushAsync);
        await AssertGivenUpAsync(one.Writer.CompleteAsync);

        var buffer = new byte[65_536];
        Assert.NotEqual(0, await two.ReadAsync(buffer, Cancellation).AsTask().SoonAsync(Events.Describe));
    }

    [Fact]
    public async Task Send_GivenUpWhileTheWindowIsFull_LeavesTheMessageOut()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var peer = await relay.ConnectAsync(Bob);
        var opening = alice.OpenAsync(
            new HotlinkOpenOptions { Path = $"{Alice}/a/b.request", To = Bob, Framing = HotlinkFraming.Messages }, Cancellation);
        await peer.SendAsync(new HotlinkAccept((await peer.NextAsync<HotlinkOpen>()).SessionId));
        await using var writer = await opening.SoonAsync();
        await writer.SendAsync(new("", new byte[3_000_000]), Cancellation);

        await AssertGivenUpAsync(cancellation => writer.SendAsync(new("", new byte[3_000_000]), cancellation).AsTask());

        Assert.True(writer.GetStatistics().WaitingBytes < 3_100_000);
        writer.Abort();
    }

    private static Task AssertGivenUpAsync(Func<CancellationToken, Task> call, Func<Task>? underWay = null) => AssertGivenUpAsync(
        async cancellation =>
        {
            await call(cancellation);
            return 0;
        },
        underWay);

    private static async Task AssertGivenUpAsync<T>(Func<CancellationToken, Task<T>> call, Func<Task>? underWay = null)
    {
        var before = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await call(new CancellationToken(canceled: true)));
        using var cancel = new CancellationTokenSource();
        var waiting = call(cancel.Token);
        await (underWay?.Invoke() ?? Task.CompletedTask);
        Assert.False(waiting.IsCompleted);

        await cancel.CancelAsync();

        var after = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.SoonAsync());
        Assert.True(before.CancellationToken.IsCancellationRequested);
        Assert.Equal(cancel.Token, after.CancellationToken);
    }
}
