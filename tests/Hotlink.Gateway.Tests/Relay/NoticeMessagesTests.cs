using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Relay;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Gateway.Tests.Relay;

public sealed class NoticeMessagesTests
{
    private static readonly SessionNotice Notice = new(
        NoticeKind.Open,
        "session-1",
        "default/alice@example.com/alice@example.com/x",
        MessageId: "abc123",
        Path: "alice@example.com/x",
        User: "alice@example.com",
        Recipient: "bob@example.com",
        Reason: ReasonCode.ReceiverTooSlow);

    public static TheoryData<NoticeKind, Message> Kinds => new()
    {
        { NoticeKind.Open, new HotlinkOpen("session-1", "alice@example.com/x", "alice@example.com", "bob@example.com") },
        { NoticeKind.Accept, new HotlinkAccept("session-1") },
        { NoticeKind.Reject, new HotlinkReject("session-1", Reasons.ReceiverTooSlow) },
        { NoticeKind.Close, new HotlinkClose("session-1", Reasons.ReceiverTooSlow) },
        { NoticeKind.Abort, new HotlinkClose("session-1", Reasons.ReceiverTooSlow) },
        { NoticeKind.ReceiverLeft, new HotlinkSignal("session-1", "receiver_left", ["alice@example.com"], Error: Reasons.ReceiverTooSlow) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void From_EveryKind_IsAMessageWithTheIdOfItsCause(NoticeKind kind, Message body) =>
        Assert.Equal(new WireMessage("abc123", body), NoticeMessages.From(Notice with { Kind = kind }));

    [Fact]
    public void Kinds_AreAllThatAPeerIsToldOf()
    {
        Assert.Equal(Enum.GetValues<NoticeKind>().Length - 1, Kinds.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => NoticeMessages.From(Notice with { Kind = NoticeKind.Begin }));
    }

    [Fact]
    public void From_NoCause_GetsAnIdThatNoOtherHas() =>
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => NoticeMessages.From(Notice with { MessageId = "" }).Id).Distinct().Count());

    [Theory]
    [InlineData(NoticeMessages.MaxIdLength, true)]
    [InlineData(NoticeMessages.MaxIdLength + 1, false)]
    [Trait("CWE", "400")]
    public void From_IdOfACauseThatIsTooLong_IsNotPassedOn(int length, bool kept)
    {
        // Or whoever opens could send every reader a message that is too large for its client, which then disconnects.
        var id = new string('<', length);
        Assert.Equal(kept, NoticeMessages.From(Notice with { MessageId = id }).Id == id);
    }
}
