using Hotlink.Client;
using Hotlink.Daemon.LocalSockets;
using Hotlink.Testing.Time;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.LocalSockets;

/// <summary>An application that connects late loses nothing; one that doesn't come at all is not waited for in silence.</summary>
public sealed class HoldTests : SocketTest
{
    private readonly TestTimeProvider _time = new();

    [Fact] // Pitfall 122.
    public async Task Hold_ApplicationComesLate_GetsEverythingInOrder()
    {
        var (_, bob, sender) = await StartBothAsync();
        for (var index = 0; index < 30; index++)
        {
            await sender.SendAsync(Frame($"m{index:00}.request", 20_000));
        }

        await EventWait.UntilAsync(() => bob.StatusOf(Endpoint) is { HeldFrames: 30 }, bob.Describe);
        _time.Advance(TimeSpan.FromSeconds(59));

        var receiver = await DialAsync(bob, Endpoint);
        for (var index = 0; index < 30; index++)
        {
            await ExpectAsync(receiver, Frame($"m{index:00}.request", 20_000));
        }

        await EventWait.UntilAsync(() => bob.StatusOf(Endpoint) is { HeldFrames: 0, HeldBytes: 0, FramesToApp: 31, BytesToApp: 600_001 }, bob.Describe);
    }

    [Fact]
    public async Task Hold_MoreThanItsBytes_HasTheSenderWait()
    {
        var (_, bob, sender) = await StartBothAsync(options => options with { HoldBytes = 100_000 });
        for (var index = 0; index < 20; index++)
        {
            await sender.SendAsync(Frame($"m{index:00}.request", 20_000));
        }

        await EventWait.UntilAsync(() => bob.StatusOf(Endpoint) is { HeldFrames: 4 }, bob.Describe);
        Assert.InRange(bob.StatusOf(Endpoint)!.HeldBytes, 80_000, 100_000);
        var receiver = await DialAsync(bob, Endpoint);
        for (var index = 0; index < 20; index++)
        {
            await ExpectAsync(receiver, Frame($"m{index:00}.request", 20_000));
        }
    }

    [Fact] // Pitfalls 122 and 180.
    public async Task Hold_NobodyComes_FailsAtBothEnds()
    {
        var (alice, bob, sender) = await StartBothAsync();
        await sender.SendAsync(Frame("m.request", 100));
        await EventWait.UntilAsync(() => bob.StatusOf(Endpoint) is { HeldFrames: 1 }, bob.Describe);

        await AdvanceUntilAsync(bob, LocalSocketEventKind.HoldExpired);

        await alice.UntilAsync(LocalSocketEventKind.SendFailed);
        await bob.UntilAsync(LocalSocketEventKind.SessionEnded);
        Assert.Null(await sender.ReadAsync());
        Assert.Equal(SessionTexts.NoApplication, bob.Events.Single(happened => happened.Kind == LocalSocketEventKind.SessionEnded).Text);
        Assert.Contains(alice.Streams, happened => happened is { Reason: HotlinkReason.Aborted, Text: SessionTexts.NoApplication });
        Assert.Equal((0, 0L), (bob.StatusOf(Endpoint)!.HeldFrames, bob.StatusOf(Endpoint)!.HeldBytes));
        Assert.NotEqual("", bob.StatusOf(Endpoint)!.LastError);
    }

    [Fact]
    public async Task Hold_FailedOnce_ServesTheNextSession()
    {
        var (alice, bob, first) = await StartBothAsync();
        await first.SendAsync(Frame("lost.request", 100));
        await EventWait.UntilAsync(() => bob.StatusOf(Endpoint) is { HeldFrames: 1 }, bob.Describe);
        await AdvanceUntilAsync(bob, LocalSocketEventKind.HoldExpired);
        await alice.UntilAsync(LocalSocketEventKind.SendFailed);

        var second = await DialAsync(alice, Endpoint);
        await second.SendAsync(Frame("next.request", 100));

        await ExpectAsync(await DialAsync(bob, Endpoint), Frame("next.request", 100));
    }

    [Fact] // Pitfall 122.
    public async Task Hold_ApplicationGoes_TheNextOneGetsTheRest()
    {
        var (_, bob, sender) = await StartBothAsync();
        using (var early = await bob.DialAsync(Endpoint))
        {
            await sender.SendAsync(Frame("a.request", 100));
            await ExpectAsync(early, Frame("a.request", 100));
        }

        await EventWait.UntilAsync(() => bob.StatusOf(Endpoint) is { ConnectionCount: 0 }, bob.Describe);
        _time.Advance(TimeSpan.FromSeconds(50));
        await sender.SendAsync(Frame("b.request", 100));
        await EventWait.UntilAsync(() => bob.StatusOf(Endpoint) is { HeldFrames: 1 }, bob.Describe);
        _time.Advance(TimeSpan.FromSeconds(50));

        await ExpectAsync(await DialAsync(bob, Endpoint), Frame("b.request", 100));
    }

    [Fact]
    public async Task Applications_TwoAtOnce_TheSecondTakesOver()
    {
        var (_, bob, sender) = await StartBothAsync();
        var first = await DialAsync(bob, Endpoint);
        await EventWait.UntilAsync(() => bob.StatusOf(Endpoint) is { ConnectionCount: 1 }, bob.Describe);
        var second = await DialAsync(bob, Endpoint);
        await EventWait.UntilAsync(() => bob.StatusOf(Endpoint) is { ConnectionCount: 2 }, bob.Describe);
        await sender.SendAsync(Frame("a.request", 100));
        await ExpectAsync(first, Frame("a.request", 100));

        first.Dispose();
        await EventWait.UntilAsync(() => bob.StatusOf(Endpoint) is { ConnectionCount: 1 }, bob.Describe);
        await sender.SendAsync(Frame("b.request", 100));

        await ExpectAsync(second, Frame("b.request", 100));
    }

    [Fact]
    public async Task Applications_TooMany_AreTurnedAway()
    {
        var (_, bob, _) = await StartBothAsync(options => options with { ConnectionCount = 2 });
        await DialAsync(bob, Endpoint);
        await DialAsync(bob, Endpoint);
        await EventWait.UntilAsync(() => bob.StatusOf(Endpoint) is { ConnectionCount: 2 }, bob.Describe);

        Assert.Null(await (await DialAsync(bob, Endpoint)).ReadAsync());
    }

    // A session makes Bob's station: his own clock runs only as the test says.
    private async Task<(Party Alice, Party Bob, AppSocket Sender)> StartBothAsync(Func<LocalSocketOptions, LocalSocketOptions>? change = null)
    {
        var alice = await StartAsync(Alice);
        var bob = await StartAsync(Bob, new() { Sockets = options => (change?.Invoke(options) ?? options) with { TimeProvider = _time } });
        bob.Put($"{Endpoint}/stream.accept", "1");
        alice.Put($"{Endpoint}/stream.sock");
        var sender = await DialAsync(alice, Endpoint);
        await sender.SendAsync(Frame("hello.request", 1));
        using (var app = await bob.DialAsync(Endpoint))
        {
            await ExpectAsync(app, Frame("hello.request", 1));
        }

        await EventWait.UntilAsync(() => bob.StatusOf(Endpoint) is { ConnectionCount: 0, HeldFrames: 0 }, bob.Describe);
        return (alice, bob, sender);
    }

    // The wait for an application may not have begun yet when the clock is first moved.
    private async Task AdvanceUntilAsync(Party party, LocalSocketEventKind kind)
    {
        _time.Advance(TimeSpan.FromSeconds(61));
        await EventWait.UntilAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return party.Events.Any(happened => happened.Kind == kind);
            },
            party.Describe);
    }
}
