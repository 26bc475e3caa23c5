using Hotlink.Gateway.Connections;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>What a peer's answers tell about the frames that it was given.</summary>
public sealed class LivenessTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private readonly Liveness _liveness = new(Interval, TimeSpan.Zero);
    private TimeSpan _now;

    [Fact]
    public void HasWork_PeerSaysSomethingOfItsOwn_StillHasIt()
    {
        Give();
        Ask();
        _liveness.Heard();
        _liveness.Observe(wasGivenWork: false);
        Assert.True(_liveness.HasWork);
    }

    [Fact]
    public void HasWork_PeerAnswersThePingBehindIt_HasNone()
    {
        Give();
        Assert.True(_liveness.HasWork);
        _liveness.Answered(Ask());
        Assert.False(_liveness.HasWork);
    }

    [Fact]
    public void HasWork_PeerAnswersAnEarlierPing_StillHasIt()
    {
        Give();
        var first = Ask();
        Give();
        var second = Ask();
        _liveness.Answered(first);
        Assert.True(_liveness.HasWork);
        _liveness.Answered(second);
        Assert.False(_liveness.HasWork);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000002")]
    [InlineData("ffffffff")]
    [InlineData("0000000100")]
    public void HasWork_PeerAnswersWhatNobodyAsked_StillHasIt(string answer)
    {
        Give();
        Ask();
        _liveness.Answered(Convert.FromHexString(answer));
        Assert.True(_liveness.HasWork);
    }

    private void Give() => _liveness.Observe(wasGivenWork: true);

    private byte[] Ask()
    {
        _now += Interval;
        Assert.Equal(LivenessAction.Ping, _liveness.Check(_now, TimeSpan.FromHours(1), isRead: true, isTaking: true));
        return _liveness.Question;
    }
}
