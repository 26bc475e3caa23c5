using FsCheck;
using FsCheck.Fluent;
using Hotlink.Client.Streams;

namespace Hotlink.Client.Tests.Streams;

/// <summary>Whatever a relay does to frames and signals: bytes come once, in order, in bounded memory, and all of them once it is fair.</summary>
public sealed class StreamModelTests
{
    private const int Total = 300_000;

    [Fact]
    public void Stream_UnreliableRelay_DeliversEverythingOnceInOrder() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<bool>(), ArbMap.Default.ArbFor<bool>(), (seed, messages, tells) =>
        {
            var random = new Random(seed);
            var faults = new WorldFaults(
                Lose: random.NextDouble() * 0.3, Repeat: random.NextDouble() * 0.3, Reorder: random.NextDouble(),
                Cut: random.NextDouble() * 0.02, Refuse: random.NextDouble() * 0.5);
            Run(seed, faults, messages ? HotlinkFraming.Messages : HotlinkFraming.Bytes, tells);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void Stream_GivenUpBehindAnUnreliableRelay_ReceiverHearsItAndNothingIsLeft() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<bool>(), ArbMap.Default.ArbFor<bool>(), (seed, completes, tells) =>
        {
            var random = new Random(seed);
            var faults = new WorldFaults(
                Lose: random.NextDouble() * 0.3, Repeat: random.NextDouble() * 0.3, Reorder: random.NextDouble(),
                Cut: random.NextDouble() * 0.2, Refuse: random.NextDouble() * 0.5);
            GiveUp(new StreamWorld(seed, faults, tellsOfCuts: tells), random.Next(1000), completes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void Stream_PerfectRelay_NeedsOneSessionAndRepeatsNothing()
    {
        var world = new StreamWorld(7, WorldFaults.None);

        Assert.True(world.Finish(Total, 200_000), world.Describe());

        Assert.Equal(1, world.Sessions);
        Assert.Equal(0, world.Sender.RepeatedFrames);
        Assert.Equal(Total, world.Read);
        Assert.Equal(HotlinkReason.None, world.Sender.End.Reason);
    }

    private static void GiveUp(StreamWorld world, int steps, bool completes)
    {
        for (var step = 0; step < steps || world.Sender.Mode != HotlinkMode.Reliable; step++)
        {
            world.Step(Total);
        }

        if (completes)
        {
            world.Sender.Complete(world.Now);
        }

        for (var step = 0; step < steps / 10; step++)
        {
            world.Step(world.Written);
        }

        var wasGood = world.Sender is { Phase: SendPhase.Ended, End.Reason: HotlinkReason.None };
        Assert.True(wasGood || world.GiveUp("enough", 100_000), world.Describe());
        Assert.True(
            wasGood || world.Receiver is { IsFinished: true } or { End: { Reason: HotlinkReason.Aborted, Text: "enough" or "aborted" } }, world.Describe());
    }

    private static void Run(int seed, WorldFaults faults, HotlinkFraming framing, bool tellsOfCuts)
    {
        var world = new StreamWorld(seed, faults, framing, tellsOfCuts);
        for (var step = 0; step < 4000; step++)
        {
            world.Step(Total);
        }

        world.Faults = WorldFaults.None;
        Assert.True(world.Finish(Total, 400_000), world.Describe());
        Assert.Equal(Total, world.Read);
        Assert.Equal(HotlinkReason.None, world.Sender.End.Reason);
    }
}
