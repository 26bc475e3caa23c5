using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Tests.Conformance;
using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Sessions;

/// <summary>Calls between nodes that fail, come late, or come with nobody to hear the answer.</summary>
public sealed class LostCallTests : ConformanceTests<GatedHost>
{
    private const int ConnectionCallFailed = 3201;
    private const int LetGoFailed = 3202;
    private static readonly string SessionIdKey = GrainKeys.SessionId(GrainHost.Tenant, Sid);

    // Its call had failed for the sender's node, and was carried out all the same: nobody would ever end what it begins.
    [Theory]
    [InlineData("alice-1")]
    [InlineData("alice-1~local")]
    public async Task Open_SenderDoesNotWaitForIt_LeavesNothing(string connection)
    {
        var (alice, bob) = (new TestPeer(Host, new(Alice, connection)), await Host.ConnectAsync(Bob));
        await alice.AttachAsync();
        alice.Sink.AwaitsOpens = false;

        await alice.OpenAsync(Path, Sid, Bob);

        Assert.Empty(bob.Log.Opens());
        Assert.Equal(ReasonCode.UnknownSession, await alice.SendAsync(Sid, "for nobody"));
        alice.Sink.AwaitsOpens = true;
        Assert.Equal(ReasonCode.None, await alice.OpenAsync(Path, Sid, Bob));
        Assert.Single(bob.Log.Opens());
        await alice.LeaveAsync();
    }

    [Theory]
    [InlineData(true, NoticeKind.Close)]
    [InlineData(false, NoticeKind.Abort)]
    public async Task End_AnswerToTheLastWordIsLost_IsSaidAgainAsARepetition(bool closes, NoticeKind kind)
    {
        var (alice, readers) = await LiveAsync(Bob);
        readers[0].Sink.LostAnswers = 1;

        await (closes ? alice.CloseAsync(Sid) : alice.GoneAsync(Sid, ReasonCode.RelayNodeLost));

        Assert.Equal([false, true], readers[0].Log.Notices(kind, Sid).Select(notice => notice.IsRepeated));
        Assert.Single(readers[0].Log.Notices(kind, Sid).Select(notice => notice.Reason).Distinct());
        Assert.StartsWith($"{ConnectionCallFailed} ", Assert.Single(Host.Errors.TakeAll()), StringComparison.Ordinal);
    }

    // Its node was lost while the call was being sent: nobody answers that for as long as a call may take. The others are not to wait for it.
    [Fact]
    public async Task Relay_OneOfSeveralReceiversNeverAnswersAndIsLost_OthersGoOn()
    {
        var (alice, readers) = await LiveAsync(Bob, Carol);
        var never = new TaskCompletionSource();
        readers[0].Sink.Delay = () => never.Task;
        var sending = alice.SendAsync(Sid, "one").AsTask();
        await readers[1].Log.FramesAsync(Sid, 1);
        Assert.False(sending.IsCompleted);

        await readers[0].GoneAsync(Sid, ReasonCode.RelayNodeLost);

        await Eventually.ReturnsAsync(new ValueTask<ReasonCode>(sending));
        await alice.SendAsync(Sid, "two");
        Assert.Equal(["one", "two"], readers[1].Log.Frames(Sid));
        never.SetResult();
    }

    [Fact]
    public async Task Close_IdCannotBeLetGoOfAtOnce_IsTriedAgain()
    {
        var (alice, readers) = await LiveAsync(Bob);
        var gate = Host.Gates.HoldCall<ISessionIdGrain>(SessionIdKey);
        var closing = alice.CloseAsync(Sid).AsTask();
        await gate.Arrived;
        await readers[0].Log.NoticeAsync(NoticeKind.Close, Sid);
        gate.Fail(new IOException("node lost"));

        await Eventually.EqualAsync(true, () =>
        {
            Host.Time.Advance(TimeSpan.FromMilliseconds(100));
            return closing.IsCompleted;
        });

        Assert.Equal(ReasonCode.None, await closing);
        Assert.Equal(ReasonCode.None, await alice.OpenAsync(StreamPath, Sid, Bob));
    }

    [Fact]
    public async Task Close_IdCannotBeLetGoOf_IsNoFailureOfTheClose()
    {
        var (alice, readers) = await LiveAsync(Bob);
        var gate = Host.Gates.HoldAnswer<ISessionIdGrain>(SessionIdKey);
        var closing = alice.CloseAsync(Sid);
        await gate.Arrived;
        gate.Fail(new InvalidOperationException("broken"));

        Assert.Equal(ReasonCode.None, await closing);

        await readers[0].Log.NoticeAsync(NoticeKind.Close, Sid);
        Assert.StartsWith($"{LetGoFailed} ", Assert.Single(Host.Errors.TakeAll()), StringComparison.Ordinal);
    }
}
