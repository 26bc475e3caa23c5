using Hotlink.Daemon.LocalSockets;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.LocalSockets;

/// <summary>The flows of SyftBox's own end-to-end test of the protocol, between two daemons.</summary>
public sealed class ProtocolFlowTests : SocketTest
{
    [Theory] // Pitfall 161.
    [InlineData(IpcMode.Unix)]
    [InlineData(IpcMode.Tcp)]
    public async Task Protocol_FramesOfAllSizes_ArriveInOrder(IpcMode mode)
    {
        var options = new PartyOptions { Sockets = sockets => sockets with { Mode = mode } };
        var alice = await StartAsync(Alice, options);
        var bob = await StartAsync(Bob, options);
        bob.Put($"{Endpoint}/stream.accept", "1");
        alice.Put($"{Endpoint}/{StreamDirectories.MarkerName(mode)}");
        var sender = await DialAsync(alice, Endpoint);
        await sender.SendAsync(Frame("warmup.request", 64));
        var receiver = await DialAsync(bob, Endpoint);
        await ExpectAsync(receiver, Frame("warmup.request", 64));

        foreach (var (size, count) in new[] { (1024, 10), (10 * 1024, 10), (100 * 1024, 5) })
        {
            for (var index = 0; index < count; index++)
            {
                var frame = Frame($"proto-{size}-{index:00}.request", size);
                await sender.SendAsync(frame);
                await ExpectAsync(receiver, frame);
            }
        }

        await EventWait.UntilAsync(() => bob.StatusOf(Endpoint) is { FramesToApp: 26, HeldFrames: 0 }, bob.Describe);
        Assert.Equal((26L, 1), (alice.StatusOf(Endpoint)!.FramesFromApp, alice.StatusOf(Endpoint)!.ConnectionCount));
        Assert.DoesNotContain(alice.Events, happened => happened.Kind == LocalSocketEventKind.FellBack);
    }

    [Fact] // Pitfall 161.
    public async Task Protocol_SenderReconnects_KeepsTheOrder()
    {
        var (alice, bob) = await StartBothAsync();
        bob.Put($"{Endpoint}/stream.accept", "1");
        for (var round = 0; round < 5; round++)
        {
            using var sender = await alice.DialAsync(Endpoint);
            for (var index = 0; index < 20; index++)
            {
                await sender.SendAsync(Frame($"r{round}-{index:00}.request", 256));
            }
        }

        var receiver = await DialAsync(bob, Endpoint);
        for (var index = 0; index < 100; index++)
        {
            await ExpectAsync(receiver, Frame($"r{index / 20}-{index % 20:00}.request", 256));
        }
    }

    [Fact] // Pitfalls 115 and 164.
    public async Task Protocol_AcceptComesLater_FrameArrives()
    {
        var (alice, bob) = await StartBothAsync();
        var sender = await DialAsync(alice, Endpoint);

        await sender.SendAsync(Frame("delayed.request", 512));
        await EventWait.UntilAsync(() => alice.StatusOf(Endpoint)!.FramesFromApp == 1, alice.Describe);
        bob.Put($"{Endpoint}/stream.accept", "1");

        await ExpectAsync(await DialAsync(bob, Endpoint), Frame("delayed.request", 512));
    }

    [Fact]
    public async Task Protocol_NobodyAccepts_GoesAsAFileAndToNoSocket()
    {
        var (alice, bob) = await StartBothAsync();
        var sender = await DialAsync(alice, Endpoint);
        var frame = Frame("alone.request", 512);

        await sender.SendAsync(frame);

        await alice.UntilAsync(LocalSocketEventKind.FellBack);
        await EventWait.UntilAsync(() => File.Exists(bob.At(frame.Path)), bob.Describe);
        Assert.Equal(frame.Payload.ToArray(), await File.ReadAllBytesAsync(bob.At(frame.Path), Cancellation));
        Assert.False(File.Exists(bob.At($"{Endpoint}/stream.sock")));
        Assert.Empty(bob.Hub.Markers);
    }

    [Fact] // Pitfalls 123 and 162.
    public async Task Protocol_BothDirections_UseOneSocketEach()
    {
        var (alice, bob) = await StartBothAsync();
        alice.Put($"{Endpoint}/stream.accept", "1");
        bob.Put($"{Endpoint}/stream.accept", "1");
        var first = await DialAsync(alice, Endpoint);
        await first.SendAsync(Frame("a.request", 100));
        var second = await DialAsync(bob, Endpoint);
        await ExpectAsync(second, Frame("a.request", 100));

        await second.SendAsync(Frame("a.response", 200));

        await ExpectAsync(first, Frame("a.response", 200));
    }

    private async Task<(Party Alice, Party Bob)> StartBothAsync()
    {
        var alice = await StartAsync(Alice);
        var bob = await StartAsync(Bob);
        alice.Put($"{Endpoint}/stream.sock");
        return (alice, bob);
    }
}
