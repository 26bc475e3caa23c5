using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.Tests.RoundTrip;
using Hotlink.Protocol.Tests.Vectors;

namespace Hotlink.Protocol.Tests.Peek;

public sealed class FrameHeaderTests
{
    public static TheoryData<string> Hotlink =>
        WireVector.Ids(vector => vector.Origin is "go" or "rust" && vector.Desc.StartsWith("Hotlink", StringComparison.Ordinal));

    public static TheoryData<string> Forwardable { get; } = new("R5", "G19");

    [Theory]
    [MemberData(nameof(Hotlink))]
    public void TryPeek_HotlinkFrameOfAPeer_IsOkInBothEncodings(string id)
    {
        var vector = WireVector.Of(id);
        var (frame, kind) = vector.Frame();

        Assert.Equal(PeekResult.Ok, FrameHeader.TryPeek(frame, kind, out _));
        PeekOracle.Check(frame, kind);
        if (vector.Json is { } json)
        {
            Assert.Equal(PeekResult.Ok, FrameHeader.TryPeek(Encoding.UTF8.GetBytes(json), FrameKind.Text, out _));
            PeekOracle.Check(Encoding.UTF8.GetBytes(json), FrameKind.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Forwardable))]
    public void TryPeek_DataOfAPeer_IsForwardable(string id)
    {
        var (frame, kind) = WireVector.Of(id).Frame();

        FrameHeader.TryPeek(frame, kind, out var header);

        Assert.True(header.IsForwardable);
        Assert.Equal("al@x.io/m.request", Encoding.UTF8.GetString(frame[header.Path]));
    }

    [Fact]
    public void TryPeek_DataWithoutPayload_IsNotForwardable()
    {
        var (frame, kind) = WireVector.Of("G20").Frame();

        Assert.Equal(PeekResult.Ok, FrameHeader.TryPeek(frame, kind, out var header));
        Assert.False(header.IsForwardable);
    }

    [Theory]
    [InlineData("", PeekResult.Invalid)]
    [InlineData("534201", PeekResult.Invalid)]
    [InlineData("53420201 80", PeekResult.Invalid)]
    [InlineData("53420107 80", PeekResult.Invalid)]
    [InlineData("53420100 7b7d", PeekResult.NeedsDecode)]
    [InlineData("53420101", PeekResult.NeedsDecode)]
    [InlineData("53420101 c0", PeekResult.NeedsDecode)]
    public void TryPeek_OddBinaryFrame_IsNotOk(string hex, PeekResult expected) =>
        Assert.Equal(expected, FrameHeader.TryPeek(Frames.Hex(hex), FrameKind.Binary, out _));

    [Theory]
    [InlineData("82 a3736964 a173 a3736964 a174")] // a key twice
    [InlineData("82 a3736964 a173 a178 01")] // an unknown key
    [InlineData("81 a3736964 c40173")] // bin for str
    [InlineData("81 a3736964 c0")] // nil
    [InlineData("81 a3736964 a1ff")] // no UTF-8
    [InlineData("91 a173")] // an array
    [InlineData("de0001 a3736964 a173")] // a longer head than needed
    [InlineData("81 a3736964 a173 00")] // something behind it
    [InlineData("80")] // no session
    [InlineData("82 a3736964 a173 a372736e c0")] // nil for a reason
    public void TryPeek_MsgPackOutsideOfTheProfile_NeedsDecode(string body) =>
        Assert.Equal(PeekResult.NeedsDecode, FrameHeader.TryPeek(Frames.Binary(MessageType.HotlinkReject, body), FrameKind.Binary, out _));

    [Theory]
    [InlineData("{\"sid\":\"s\",\"sid\":\"t\"}")]
    [InlineData("{\"sid\":\"s\",\"x\":1}")]
    [InlineData("{\"SID\":\"s\"}")]
    [InlineData("{\"sid\":\"\\u0073\"}")]
    [InlineData("{\"sid\":null}")]
    [InlineData("{\"rsn\":\"r\"}")]
    [InlineData("{\"sid\":\"s\",\"rsn\":null}")]
    [InlineData("{\"sid\":\"s\",\"rsn\":\"\\ud83d\"}")]
    [InlineData("{\"sid\":\"s\",\"r\\u0073n\":\"r\"}")]
    [InlineData("{\"sid\":\"s\"}]")]
    [InlineData("[\"s\"]")]
    public void TryPeek_JsonOutsideOfTheProfile_NeedsDecode(string body) =>
        Assert.Equal(PeekResult.NeedsDecode, FrameHeader.TryPeek(Frames.Text(MessageType.HotlinkReject, body), FrameKind.Text, out _));

    [Theory]
    [InlineData("AQ")]
    [InlineData("AR==")]
    [InlineData("A Q==")]
    [InlineData("AQ\\n==")]
    [InlineData("-_8=")]
    public void TryPeek_Base64ThatPeersReadDifferently_NeedsDecode(string payload)
    {
        var frame = Frames.Text(MessageType.HotlinkData, $"{{\"sid\":\"s\",\"seq\":1,\"pth\":\"p\",\"pay\":\"{payload}\"}}");

        Assert.Equal(PeekResult.NeedsDecode, FrameHeader.TryPeek(frame, FrameKind.Text, out _));
    }

    [Fact]
    public void TryPeek_JsonWithBlanksAndEscapesOutsideOfTheHeader_IsForwardable()
    {
        var frame = Encoding.UTF8.GetBytes(
            " { \"id\" : \"a\" , \"typ\" : 14 , \"dat\" : { \"tok\" : \"{\\\"a\\\":\\u00e9}\" , \"knd\" : \"k\" , \"sid\" : \"s\" } }\n");

        Assert.Equal(PeekResult.Ok, FrameHeader.TryPeek(frame, FrameKind.Text, out var header));
        Assert.True(header.IsForwardable);
        PeekOracle.Check(frame, FrameKind.Text);
    }

    [Theory]
    [InlineData(WireEncoding.MsgPack, FrameKind.Binary)]
    [InlineData(WireEncoding.Json, FrameKind.Text)]
    public void TryPeek_WhatWasWritten_AgreesWithTheReader(WireEncoding encoding, FrameKind kind)
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(MessageGen.Messages, message =>
        {
            var frame = MessageWriter.ToArray(encoding, message);
            PeekOracle.Check(frame, kind);
            return encoding == WireEncoding.Json || message.Type < MessageType.HotlinkOpen
                || FrameHeader.TryPeek(frame, kind, out _) == PeekResult.Ok;
        }));
    }

    [Theory]
    [InlineData(WireEncoding.MsgPack, FrameKind.Binary)]
    [InlineData(WireEncoding.Json, FrameKind.Text)]
    public void TryPeek_AnyFrame_AllocatesNothing(WireEncoding encoding, FrameKind kind)
    {
        byte[][] frames =
        [
            MessageWriter.ToArray(encoding, new WireMessage("a1b2c3", new HotlinkData("00112233", 7, "a@x.io/p", "e", new byte[1024]))),
            MessageWriter.ToArray(encoding, new WireMessage("a1b2c3", new HotlinkSignal("0011223344556677", "k", ["a", "b"], "t", "e"))),
            MessageWriter.ToArray(encoding, new WireMessage("a1b2c3", new HotlinkOpen("0011223344556677", "a@x.io/p", "f", "t"))),
            MessageWriter.ToArray(encoding, new WireMessage("a1b2c3", new SystemMessage("v", "ok"))),
            [],
        ];
        var before = long.MaxValue;
        for (var round = 0; round < 2; round++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var frame in frames)
            {
                FrameHeader.TryPeek(frame, kind, out _);
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
