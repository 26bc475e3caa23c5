namespace Hotlink.Protocol.Tests.Limits;

public sealed class FrameLimitsTests
{
    [Fact]
    public void TryRead_FrameOverTheLimit_IsTooLarge()
    {
        var frame = Frames.Text(MessageType.HotlinkAccept, "{\"sid\":\"s\"}");

        Assert.Equal(ViolationKind.None, Frames.Refusal(frame, FrameKind.Text, new FrameLimits { MaxFrameBytes = frame.Length }));
        Assert.Equal(ViolationKind.TooLarge, Frames.Refusal(frame, FrameKind.Text, new FrameLimits { MaxFrameBytes = frame.Length - 1 }));
    }

    [Theory]
    [InlineData(MessageType.HotlinkSignal, "82 a3736964 a173 a3616472 93a0a0a0", "{\"adr\":[\"\",\"\",\"\"]}")]
    [InlineData(MessageType.AclManifest, "81 a841434c4f72646572 93c0c0c0", "{\"acl_order\":[null,null,null]}")]
    [InlineData(MessageType.Http, "81 a748656164657273 83a0a0a0a0a0a0", "{\"headers\":{\"a\":\"\",\"b\":\"\",\"c\":\"\"}}")]
    public void TryRead_MoreEntriesThanAllowed_IsRefused(MessageType type, string msgPack, string json)
    {
        var exact = new FrameLimits { MaxEntries = 3 };
        var tight = new FrameLimits { MaxEntries = 2 };

        Assert.Equal(ViolationKind.None, Frames.Refusal(Frames.Binary(type, msgPack), FrameKind.Binary, exact));
        Assert.Equal(ViolationKind.TooManyEntries, Frames.Refusal(Frames.Binary(type, msgPack), FrameKind.Binary, tight));
        Assert.Equal(ViolationKind.None, Frames.Refusal(Frames.Text(type, json), FrameKind.Text, exact));
        Assert.Equal(ViolationKind.TooManyEntries, Frames.Refusal(Frames.Text(type, json), FrameKind.Text, tight));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Init_NotPositive_Throws(int value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameLimits { MaxFrameBytes = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameLimits { MaxDepth = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameLimits { MaxEntries = value });
    }

    [Fact]
    public void Init_DepthBeyondTheStack_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameLimits { MaxDepth = 1025 });

    [Fact]
    public void Text_OfAnyViolation_HoldsNothingThatThePeerSent()
    {
        var frame = Frames.Text(MessageType.HotlinkData, "{\"sid\":\"secret\",\"seq\":\"secret\"}");

        MessageReader.TryRead(frame, FrameKind.Text, FrameLimits.Default, out _, out var violation);

        Assert.Equal(ViolationKind.WrongFieldType, violation.Kind);
        Assert.Equal("wrong type in 'seq'", violation.Text);
    }

    [Fact]
    public void ToString_OfAMessage_HoldsNoContent()
    {
        var message = new WireMessage("secret", new Messages.HotlinkData("secret", 1, "secret", "secret", "secret"u8.ToArray()));

        Assert.Equal("HotlinkData", message.ToString());
    }
}
