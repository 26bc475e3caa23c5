using Hotlink.Protocol.Messages;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Time;

namespace Hotlink.Benchmarks.Tests;

/// <summary>What the whole relay allocates for frames that pass it, from the sender's socket to the receiver's.</summary>
public sealed class RelayedFrameTests
{
    private const string Alice = "alice@sandbox.local";
    private const string Bob = "bob@sandbox.local";
    private const string SessionId = "session-of-many-frames";
    private const string Path = $"{Alice}/bench/data.request";
    private const int Frames = 1_000;
    private const int Passes = 40;

    // Timers and whatever else goes on in a process. One object for each frame would be 24 bytes a frame at least.
    private const double Noise = 6;

    [Theory]
    [InlineData(16)]
    [InlineData(1024)]
    public async Task RelayedFrame_SteadyState_AllocatesNothing(int payload)
    {
        // Time stands still: no pings between the frames, and no pools trimmed.
        await using var relay = await RelayTestHost.StartAsync(new()
        {
            Time = new TestTimeProvider(),
            Datasites = static folder => RuleFiles.Put(folder, Alice, RuleFiles.Everybody),
        });
        using var alice = new QuietPeer(relay.Address, Alice);
        using var bob = new QuietPeer(relay.Address, Bob);
        alice.Send(QuietPeer.FrameOf(new HotlinkOpen(SessionId, Path, "", Bob)));
        bob.Next();
        bob.Send(QuietPeer.FrameOf(new HotlinkAccept(SessionId)));
        alice.Next();
        var frame = QuietPeer.FrameOf(new HotlinkData(SessionId, 1, Path, "", new byte[payload]));
        alice.Send(frame);
        var arrived = new byte[bob.Next().Length];

        // The first passes grow pools and see code compiled anew; what every frame allocates is in each pass.
        var perFrame = Enumerable.Range(0, Passes).Min(_ => Pass());

        Assert.Empty(relay.Errors);
        Assert.True(perFrame <= Budgets.Read().RelayedFrameBytes + Noise, $"a relayed frame allocates {perFrame:0.0} bytes");

        double Pass()
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < Frames; i++)
            {
                alice.Send(frame);
                bob.Receive(arrived);
            }

            return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Frames;
        }
    }
}
