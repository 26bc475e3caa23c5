using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Conformance;

/// <summary>A session from its open to its close, and the order of what goes through it.</summary>
public abstract class RelayConformance<THost> : ConformanceTests<THost>
    where THost : GrainHost, new()
{
    [Fact]
    public async Task Session_OpenToClose_TellsBothEnds()
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        Assert.Equal(ReasonCode.None, await alice.OpenAsync(Path, Sid));

        var open = await bob.Log.NoticeAsync(NoticeKind.Open, Sid);
        Assert.Equal((Path, Alice, "", "open-" + Sid), (open.Path, open.User, open.Recipient, open.MessageId));
        Assert.Equal(ReasonCode.None, await bob.AcceptAsync(Sid));
        var accept = await alice.Log.NoticeAsync(NoticeKind.Accept, Sid);
        Assert.Equal((Bob, "word-" + bob.Peer.Connection), (accept.User, accept.MessageId));

        Assert.Equal(ReasonCode.None, await alice.SendAsync(Sid, "one", "two"));
        Assert.Equal(ReasonCode.None, await alice.SendAsync(Sid, "three"));
        Assert.Equal(ReasonCode.None, await alice.CloseAsync(Sid, "enough"));
        var close = await bob.Log.NoticeAsync(NoticeKind.Close, Sid);
        Assert.Equal((ReasonCode.Peer, "enough"), (close.Reason.Code, close.Reason.Text));
        Assert.Equal(["one", "two", "three"], bob.Log.Frames(Sid));
        Assert.Empty(alice.Log.Notices(NoticeKind.Close, Sid));
        Assert.Equal(ReasonCode.UnknownSession, await alice.SendAsync(Sid, "late"));
    }

    [Fact]
    public async Task Relay_ReceiverThatStallsAtRandom_KeepsTheOrder()
    {
        const int Batches = 10_000;
        var (alice, readers) = await LiveAsync(Bob);
        readers[0].Sink.Delay = Stalls(seed: 7, oneIn: 20);
        var sent = new List<string>();
        for (var i = 0; i < Batches; i++)
        {
            string[] frames = i % 3 == 0 ? [$"{i}"] : [$"{i}a", $"{i}b"];
            sent.AddRange(frames);
            Assert.Equal(ReasonCode.None, await alice.SendAsync(Sid, frames));
        }

        Assert.Equal(sent, await readers[0].Log.FramesAsync(Sid, sent.Count));
    }

    [Fact]
    public async Task Relay_OneReceiverIsStuck_OtherPairsGoOn()
    {
        const string Other = "session-2";
        var (alice, readers) = await LiveAsync(Bob);
        var carol = await Host.ConnectAsync(Carol);
        await alice.OpenAsync(StreamPath, Other, Carol);
        await carol.AcceptAsync(Other);
        readers[0].Sink.Stall();
        var stuck = alice.SendAsync(Sid, "stuck").AsTask();
        await readers[0].Log.FramesAsync(Sid, 1);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(ReasonCode.None, await alice.SendAsync(Other, $"{i}"));
        }

        Assert.Equal(100, carol.Log.Frames(Other).Length);
        Assert.False(stuck.IsCompleted);
        readers[0].Sink.Resume();
        Assert.Equal(ReasonCode.None, await stuck);
    }

    [Fact]
    public async Task Relay_NotTheSender_IsRefused()
    {
        var (alice, readers) = await LiveAsync(Bob, Carol);
        Assert.Equal(ReasonCode.NotSender, await readers[0].SendAsync(Sid, "mine"));
        Assert.Empty(readers[1].Log.Frames(Sid));
        Assert.Empty(alice.Log.Frames(Sid));
    }

    private static Func<Task?> Stalls(int seed, int oneIn)
    {
        var random = new Random(seed);
        return () => random.Next(oneIn) == 0 ? YieldAsync(random.Next(1, 6)) : null;
    }

    private static async Task YieldAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Task.Yield();
        }
    }
}
