using Hotlink.Client.Streams;

namespace Hotlink.Client.Tests.Streams;

public sealed class StreamSignalTextTests
{
    private const string Key = "q0-_AAAAAAAAAAAAAAAAZg";

    [Fact]
    public void Format_EachKind_ReadsBackTheSame()
    {
        foreach (var signal in new StreamSignal[]
        {
            new(StreamSignalKind.Hello) { Key = Key, Generation = 3, Offset = 7, Framing = HotlinkFraming.Messages, Window = 9 },
            new(StreamSignalKind.Hello) { Key = Key, Generation = 3, Offset = 7, Window = 9, Label = "words,of~the!sender" },
            new(StreamSignalKind.Welcome) { Key = Key, Generation = 3, Offset = 7, Limit = 8, Window = 9 },
            new(StreamSignalKind.Probe) { Generation = 3, Probe = 4 },
            new(StreamSignalKind.Fin) { Generation = 3, Offset = 4 },
            new(StreamSignalKind.Fin) { Generation = 3, Offset = 4, Label = "last" },
            new(StreamSignalKind.Done) { Key = Key, Generation = 3, Offset = 4 },
            new(StreamSignalKind.Reset) { Key = "-", Generation = 3, Code = ResetCode.FramesLost, Text = "why" },
            new(StreamSignalKind.Taken) { Key = Key },
        })
        {
            Assert.True(StreamSignalText.TryParse(StreamSignalText.NameOf(signal.Kind), StreamSignalText.Format(signal), signal.Text, out var read));
            Assert.Equal(signal, read with { Missing = signal.Missing });
        }
    }

    [Fact]
    public void Format_Ack_KeepsItsRanges()
    {
        var ack = new StreamSignal(StreamSignalKind.Ack)
        {
            Key = Key,
            Generation = 1,
            Offset = 2,
            Limit = 3,
            Seq = 4,
            High = 50,
            Probe = 6,
            Missing = [new(5, 5), new(7, 20)],
        };

        var text = StreamSignalText.Format(ack);

        Assert.Equal($"{Key} 1 2 3 4 50 6 5-5,7-20", text);
        Assert.True(StreamSignalText.TryParse("hl.ack", text, "", out var read));
        Assert.Equal(ack.Missing, read.Missing);
    }

    [Theory]
    [InlineData("hl.hello", $"1 {Key} 1 0 b 1 more fields of a later version", true)]
    [InlineData("hl.hello", $"1 {Key} 1 0 b 1 a\tlabel", false)]
    [InlineData("hl.hello", $"1 {Key} 1 0 b 1 \u00fcber", false)]
    [InlineData("hl.fin", "1 2 trailer and more", true)]
    [InlineData("hl.fin", "1 2 tr\u00e4iler", false)]
    [InlineData("hl.hello", $"2 {Key} 1 0 b 1", false)]
    [InlineData("hl.hello", $"1 {Key} 0 0 b 1", false)]
    [InlineData("hl.hello", $"1 {Key} 1 0 x 1", false)]
    [InlineData("hl.hello", "1 short 1 0 b 1", false)]
    [InlineData("hl.ack", $"{Key} 1 9007199254740991 0 0 0 0 -", true)]
    [InlineData("hl.ack", $"{Key} 1 9007199254740992 0 0 0 0 -", false)]
    [InlineData("hl.ack", $"{Key} 1 -1 0 0 0 0 -", false)]
    [InlineData("hl.ack", $"{Key} 1 +1 0 0 0 0 -", false)]
    [InlineData("hl.ack", $"{Key} 1 1  0 0 0 0 -", false)]
    [InlineData("hl.ack", $"{Key} 1 1 0 0 0 0 3-2", false)]
    [InlineData("hl.ack", $"{Key} 1 1 0 0 0 0 2-3,3-4", false)]
    [InlineData("hl.ack", $"{Key} 1 1 0 0 0 0 1-1,3-3,5-5,7-7,9-9,11-11,13-13,15-15,17-17,19-19,21-21,23-23,25-25,27-27,29-29,31-31,33-33", false)]
    [InlineData("hl.reset", $"{Key} 1 never-heard-of", true)]
    [InlineData("hl.reset", $"{Key} 1", false)]
    [InlineData("hl.unknown", "1", false)]
    [InlineData("", "", false)]
    public void TryParse_WhatAPeerSends_FollowsTheRules(string kind, string token, bool isGood) =>
        Assert.Equal(isGood, StreamSignalText.TryParse(kind, token, "", out _));

    [Fact]
    public void Shorten_LongTextWithControls_IsCutAndCleaned()
    {
        var text = StreamSignalText.Shorten("a\u0007b" + new string('x', 500) + "\ud83d\ude00");

        Assert.Equal(200, text.Length);
        Assert.StartsWith("a b", text, StringComparison.Ordinal);
    }

    [Fact]
    public void SessionIds_OfOneStream_ShareTheirTagAndAreTakenByRelays()
    {
        var key = StreamKeys.New();
        var first = SessionIds.New(SessionKind.New, HotlinkFraming.Bytes, key);
        var second = SessionIds.New(SessionKind.Resume, HotlinkFraming.Messages, key);

        Assert.True(SessionIds.IsValid(first) && SessionIds.IsValid(second));
        Assert.NotEqual(first, second);
        Assert.Equal(new SessionIdParts(SessionKind.New, HotlinkFraming.Bytes, SessionIds.TagOf(key)), SessionIds.Read(first));
        Assert.Equal(new SessionIdParts(SessionKind.Resume, HotlinkFraming.Messages, SessionIds.TagOf(key)), SessionIds.Read(second));
        Assert.Equal(SessionKind.Plain, SessionIds.Read("00112233aabbccdd").Kind);
        Assert.Equal(SessionKind.Plain, SessionIds.Read(first.Replace("hl1n", "hl1x", StringComparison.Ordinal)).Kind);
    }
}
