using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hotlink.Grains.Tests.Sessions;

public sealed class PeerWayTests
{
    private static readonly Peer Bob = new("bob@two.example", "1");

    [Theory]
    [InlineData(DeliveryResult.Taken)]
    [InlineData(DeliveryResult.Gone)]
    [InlineData(DeliveryResult.TooSlow)]
    public async Task Notify_AnswerThatCanBeTakenOnce_IsLookedAtAndAwaited(DeliveryResult answer)
    {
        var way = new PeerWay(new OneAnswerRef(answer));

        var call = way.Notify(Bob, new SessionNotice(NoticeKind.Close, "s", "key"), NullLogger.Instance);

        Assert.Equal(answer == DeliveryResult.Taken, call.IsTaken);
        Assert.Equal(answer, await call.Answer);
    }

    [Fact]
    public async Task Abort_AnswerThatCanBeTakenOnce_IsAwaited()
    {
        var way = new PeerWay(new OneAnswerRef(DeliveryResult.Gone));

        var call = way.Abort(Bob, new SessionNotice(NoticeKind.Abort, "s", "key"), NullLogger.Instance);

        Assert.Equal(DeliveryResult.Gone, await call.Answer);
    }
}
