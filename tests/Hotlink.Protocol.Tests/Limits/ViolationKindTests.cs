namespace Hotlink.Protocol.Tests.Limits;

public sealed class ViolationKindTests
{
    public static TheoryData<ViolationKind, string> BinaryFrames => new()
    {
        { ViolationKind.BadEnvelope, "" },
        { ViolationKind.BadEnvelope, "534201" },
        { ViolationKind.BadEnvelope, "58420101 80" },
        { ViolationKind.UnsupportedVersion, "53420201 80" },
        { ViolationKind.UnsupportedEncoding, "53420102 80" },
        { ViolationKind.Truncated, "53420101" },
        { ViolationKind.Truncated, "53420100" },
        { ViolationKind.MalformedMsgPack, "53420101 81 a178 c1" },
        { ViolationKind.MalformedJson, "53420100 7d" },
        { ViolationKind.UnknownType, "53420101 83 a26964 a161 a3747970 0f a3646174 c40180" },
        { ViolationKind.WrongFieldType, "53420101 81 a26964 01" },
    };

    public static TheoryData<ViolationKind, string> TextFrames => new()
    {
        { ViolationKind.Truncated, "" },
        { ViolationKind.Truncated, "{\"id\":\"a\"" },
        { ViolationKind.Truncated, "{\"id\":\"a\",\"typ\":10}" },
        { ViolationKind.MalformedJson, "{\"id\":\"a\",\"typ\":10,\"dat\":{}} x" },
        { ViolationKind.MalformedJson, "hello" },
        { ViolationKind.UnknownType, "{\"typ\":15,\"dat\":{}}" },
        { ViolationKind.WrongFieldType, "{\"typ\":10,\"dat\":{\"sid\":1}}" },
        { ViolationKind.NumberOutOfRange, "{\"typ\":65536,\"dat\":{}}" },
        { ViolationKind.NumberOutOfRange, "{\"typ\":12,\"dat\":{\"seq\":1.5}}" },
        { ViolationKind.BadBase64, "{\"typ\":12,\"dat\":{\"pay\":\"AQ\"}}" },
        { ViolationKind.BadTime, "{\"typ\":8,\"dat\":{\"generated\":\"today\"}}" },
        { ViolationKind.BadUrl, "{\"typ\":6,\"dat\":{\"syft_url\":\"http://x\"}}" },
    };

    [Theory]
    [MemberData(nameof(BinaryFrames))]
    public void TryRead_DamagedBinaryFrame_NamesTheReason(ViolationKind expected, string hex) =>
        Assert.Equal(expected, Frames.Refusal(Frames.Hex(hex), FrameKind.Binary));

    [Theory]
    [MemberData(nameof(TextFrames))]
    public void TryRead_DamagedTextFrame_NamesTheReason(ViolationKind expected, string text) =>
        Assert.Equal(expected, Frames.Refusal(System.Text.Encoding.UTF8.GetBytes(text), FrameKind.Text));

    [Fact]
    public void Text_OfEveryKind_IsItsOwn()
    {
        var texts = Enum.GetValues<ViolationKind>().Select(kind => new ProtocolViolation(kind).Text).ToArray();

        Assert.Equal(texts.Length, texts.Distinct().Count());
        Assert.DoesNotContain("refused", texts);
    }
}
