using Hotlink.Client.Tests.Kit;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Time;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Channels;

/// <summary>Channels beside and after each other, and parties that come when they like.</summary>
public sealed class ChannelLifeTests : ClientTest
{
    [Fact] // Pitfall 103: nothing of the first session is left that could hold up the second.
    public async Task OpenChannel_SameDirectoryAgainAndAgain_EachTimeBeginsAnew()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        for (var round = 0; round < 3; round++)
        {
            var (one, two) = await OpenChannelAsync(alice, bob);

            await Transfer.BothWaysAsync(one, two, 1_500_000, Cancellation).SoonAsync(Events.Describe);

            await one.DisposeAsync();
            await two.DisposeAsync();
        }

        Assert.All(Events.Of(Alice, HotlinkEventKind.StreamEnded), ended => Assert.Equal(HotlinkReason.None, ended.Reason));
    }

    [Fact] // Pitfalls 100, 102 and 136: nothing is recognised by its content, and a buffer is free when a write completes.
    public async Task Write_IdenticalChunksOverARelayThatRepeats_AllArriveOnce()
    {
        const int Count = 300;
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address) { Scramble = () => new RandomScramble(3, lose: 0.01, repeat: 0.3, delay: 0.2) });
        var alice = await ConnectAsync(link.Address, Alice);
        var bob = await ConnectAsync(link.Address, Bob);
        var (one, two) = await OpenChannelAsync(alice, bob);
        var buffer = new byte[4096];
        var reading = ReadAllAsync(two);
        for (var index = 0; index < Count; index++)
        {
            Array.Fill(buffer, (byte)7);
            await one.WriteAsync(buffer, Cancellation);
            Array.Clear(buffer);
            await (index % 50 == 0 ? one.Writer.FlushAsync(Cancellation).SoonAsync(Events.Describe) : Task.CompletedTask);
        }

        await one.CompleteWritesAsync(Cancellation).SoonAsync(Events.Describe);

        var bytes = await reading.SoonAsync(Events.Describe);
        Assert.Equal((Count * buffer.Length, false), (bytes.Length, bytes.AsSpan().ContainsAnyExcept((byte)7)));
    }

    [Fact] // Pitfall 113: two opens at once are two sessions, each numbered from 1.
    public async Task Open_TwiceAtOnceOnOnePath_GivesTwoStreams()
    {
        const string Path = $"{Alice}/app_data/app/rpc/in/a.request";
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        var accepting = new[] { bob.AcceptAsync(Path, Alice, Cancellation), bob.AcceptAsync(Path, Alice, Cancellation) };

        var writers = await Task.WhenAll(alice.OpenAsync(Path, Bob, Cancellation), alice.OpenAsync(Path, Bob, Cancellation)).SoonAsync();
        foreach (var (writer, index) in writers.Select((writer, index) => (writer, index)))
        {
            await writer.WriteAsync(new byte[1000 + index], Cancellation);
            await writer.CompleteAsync(Cancellation).SoonAsync();
        }

        var lengths = new List<long>();
        foreach (var reader in await Task.WhenAll(accepting).SoonAsync())
        {
            lengths.Add((await ReadAllAsync(reader).SoonAsync()).Length);
        }

        Assert.Equal([1000, 1001], lengths.Order());
    }

    [Fact] // Pitfall 137: an application that doesn't read holds up its own stream, and nobody else's.
    public async Task Read_OneApplicationSleeps_TheOthersGoOn()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        var (sleepy, sleeping) = await OpenChannelAsync(alice, bob);
        var filling = sleepy.WriteAsync(new byte[8 * 1024 * 1024], Cancellation).AsTask();
        await EventWait.UntilAsync(() => sleeping.Reader.GetStatistics().WaitingBytes == 256 * 1024, Events.Describe);

        const string Other = "shared/other/0_to_1";
        var opening = new[] { alice.OpenChannelAsync(Other, Bob, Cancellation), bob.OpenChannelAsync(Other, Alice, Cancellation) };
        var open = await Task.WhenAll(opening).SoonAsync();
        await Transfer.BothWaysAsync(open[0], open[1], 8 * 1024 * 1024, Cancellation).SoonAsync(Events.Describe);

        Assert.False(filling.IsCompleted);
        sleepy.Abort();
        await Assert.ThrowsAsync<HotlinkException>(() => filling.SoonAsync());
    }

    [Fact] // Pitfall 147: a path is none the worse for a refusal.
    public async Task Open_AfterAReject_OpensAnew()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var peer = await relay.ConnectAsync(Bob);
        var first = alice.OpenAsync(AlicePath, Bob, Cancellation);
        await peer.SendAsync(new HotlinkReject((await peer.NextAsync<HotlinkOpen>()).SessionId, "permission denied"));
        await Assert.ThrowsAsync<HotlinkException>(() => first.SoonAsync());

        var second = alice.OpenAsync(AlicePath, Bob, Cancellation);
        await peer.SendAsync(new HotlinkAccept((await peer.NextAsync<HotlinkOpen>()).SessionId));

        await using var writer = await second.SoonAsync();
        writer.Abort();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispose_BytesNotReadYet_CanStillBeReadThenTheEndOrTheReason(bool completed)
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        var (one, two) = await OpenChannelAsync(alice, bob);
        await one.WriteAsync(new byte[10_000], Cancellation);
        await (completed ? one.CompleteWritesAsync(Cancellation) : one.Writer.FlushAsync(Cancellation)).SoonAsync(Events.Describe);

        await bob.DisposeAsync();

        await two.ReadExactlyAsync(new byte[10_000], Cancellation).AsTask().SoonAsync();
        if (completed)
        {
            Assert.Equal(0, await two.ReadAsync(new byte[1], Cancellation));
        }
        else
        {
            var failure = await Assert.ThrowsAsync<HotlinkException>(async () => await two.Reader.ReadAsync(new byte[1], Cancellation));
            Assert.Equal(HotlinkReason.ClientClosed, failure.Reason);
        }
    }

    [Fact]
    public async Task Abort_BytesNotReadYet_IsNoEndInGoodOrder()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        var (one, two) = await OpenChannelAsync(alice, bob);
        await one.WriteAsync(new byte[10_000], Cancellation);
        await one.CompleteWritesAsync(Cancellation).SoonAsync(Events.Describe);

        two.Reader.Abort();

        var failure = await Assert.ThrowsAsync<HotlinkException>(async () => await two.Reader.ReadAsync(new byte[1], Cancellation));
        Assert.Equal(HotlinkReason.Aborted, failure.Reason);
    }

    [Fact]
    public async Task OpenChannel_PeerGivesUpBeforeItOpensItsSide_FailsAtOnce()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        var opening = alice.OpenChannelAsync(Directory, Bob, Cancellation);

        (await bob.AcceptAsync(AlicePath, Alice, Cancellation).SoonAsync()).Abort("changed its mind");

        var failure = await Assert.ThrowsAsync<HotlinkException>(() => opening.SoonAsync());
        Assert.Equal(HotlinkReason.Aborted, failure.Reason);
    }

    [Fact]
    public async Task OpenChannel_PeerGivesUpAndBeginsAnew_ComesUp()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        var opening = alice.OpenChannelAsync(Directory, Bob, Cancellation);
        var first = await bob.OpenAsync(BobPath, Alice, Cancellation).SoonAsync();
        await Events.UntilAsync(Alice, HotlinkEventKind.SessionAccepted, where: accepted => !accepted.Outbound);
        first.Abort("begins anew");
        await Events.UntilAsync(Alice, HotlinkEventKind.StreamEnded); // The relay keeps the order within a session, not between two.

        var other = await bob.OpenChannelAsync(Directory, Alice, Cancellation).SoonAsync(Events.Describe);

        await Transfer.BothWaysAsync(await opening.SoonAsync(Events.Describe), other, 100_000, Cancellation).SoonAsync(Events.Describe);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenChannel_PartiesComeFarApart_ComesUpInEitherOrder(bool bobFirst)
    {
        var clock = new TestTimeProvider();
        var relay = Own(await RelayTestHost.StartAsync(new RelayTestOptions { Time = clock, Datasites = WriteRules }));
        var (early, late) = bobFirst ? (Bob, Alice) : (Alice, Bob);
        var first = await ConnectAsync(relay.Address, early, WithClock);
        var opening = first.OpenChannelAsync(Directory, late, Cancellation);
        await Events.UntilAsync(early, HotlinkEventKind.SessionOpened);
        for (var second = 0; second < 45; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1)); // Past the relay's 30 s, and several of the client's attempts of 10 s.
            await Task.Yield();
        }

        var other = await ConnectAsync(relay.Address, late, WithClock);
        var channels = Task.WhenAll(opening, other.OpenChannelAsync(Directory, early, Cancellation));
        await MoveUntilAsync(clock, channels);
        var open = await channels;

        await MoveUntilAsync(clock, Transfer.BothWaysAsync(open[0], open[1], 1_000_000, Cancellation));

        HotlinkClientOptions WithClock(HotlinkClientOptions options) => options with { TimeProvider = clock };
    }

    // What waits for the clock goes on while others wait for sockets.
    private async Task MoveUntilAsync(TestTimeProvider clock, Task task)
    {
        await EventWait.UntilAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(5));
                return task.IsCompleted;
            },
            Events.Describe);
        await task;
    }

    private static Task<byte[]> ReadAllAsync(HotlinkChannel channel) => ReadAllAsync(channel.Reader);

    private static async Task<byte[]> ReadAllAsync(HotlinkReader reader)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[10_000];
        while (await reader.ReadAsync(buffer, Cancellation) is > 0 and var count)
        {
            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }
}
