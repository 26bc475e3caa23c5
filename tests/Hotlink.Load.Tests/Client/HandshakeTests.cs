using System.Text;
using Hotlink.Load.Client;
using Hotlink.Protocol;

namespace Hotlink.Load.Tests.Client;

public sealed class HandshakeTests
{
    private static readonly Endpoint Server = Endpoint.TryParse("http://relay.example:81/prefix/")!;

    [Fact]
    public void Request_WithAToken_HasEverythingASyftBoxServerLooksAt()
    {
        var text = Encoding.ASCII.GetString(Handshake.Request(Server, "a+b@x.io", "t0k", WireEncoding.Json, "key"));

        Assert.StartsWith("GET /prefix/api/v1/events?user=a%2Bb%40x.io HTTP/1.1\r\nHost: relay.example:81\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nAuthorization: Bearer t0k\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Syft-WS-Encodings: json\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_TheKeyOfTheRfc_IsAccepted()
    {
        // RFC 6455, section 1.3.
        var answer = Answer("HTTP/1.1 101 Switching Protocols\r\nsec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nX-Syft-WS-Encoding: msgpack\r\n\r\n");

        Handshake.Check(answer, Server, "a@x.io", "dGhlIHNhbXBsZSBub25jZQ==", WireEncoding.MsgPack);
    }

    [Theory]
    [InlineData("HTTP/1.1 101 X\r\nsec-websocket-accept: wrong\r\n\r\n", "wrong key")]
    [InlineData("HTTP/1.1 101 X\r\nsec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n", "--encoding json")]
    [InlineData("HTTP/1.1 401 X\r\n\r\n{\"error\":\"token missing\"}", "--token-for a@x.io=JWT")]
    [InlineData("HTTP/1.1 401 X\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nmissin\r\n1\r\ng\r\n0\r\n\r\n", "(401): missing\n")]
    [InlineData("HTTP/1.1 404 X\r\n\r\n", "Is it a SyftBox server?")]
    [InlineData("HTTP/1.1 503 X\r\n\r\nfull", "takes no further connections now (503): full")]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n", "refused the connection")]
    public void Check_ARefusal_SaysWhatToDo(string answer, string expected)
    {
        var failure = Assert.Throws<LoadException>(
            () => Handshake.Check(Answer(answer), Server, "a@x.io", "dGhlIHNhbXBsZSBub25jZQ==", WireEncoding.MsgPack));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_EveryTruncationOfTheHead_WantsMore()
    {
        var head = "HTTP/1.1 101 X\r\na: b\r\n\r\n"u8.ToArray();

        Assert.All(Enumerable.Range(0, head.Length), length => Assert.Null(HandshakeAnswer.TryRead(head.AsSpan(0, length), out _)));
        Assert.NotNull(HandshakeAnswer.TryRead([.. head, 0x81, 0x00], out var headLength));
        Assert.Equal(head.Length, headLength);
    }

    [Theory]
    [InlineData("http://h", "h", 80, false)]
    [InlineData("ws://h:9", "h", 9, false)]
    [InlineData("https://h", "h", 443, true)]
    [InlineData("wss://[::1]:9/x", "::1", 9, true)]
    public void TryParse_AnAddress_GivesItsParts(string text, string host, int port, bool isSecure)
    {
        var endpoint = Endpoint.TryParse(text)!;

        Assert.Equal((host, port, isSecure), (endpoint.Host, endpoint.Port, endpoint.IsSecure));
    }

    [Theory]
    [InlineData("h:80")]
    [InlineData("ftp://h")]
    [InlineData("")]
    public void TryParse_NoAddress_IsNull(string text) => Assert.Null(Endpoint.TryParse(text));

    private static HandshakeAnswer Answer(string text) => HandshakeAnswer.TryRead(Encoding.ASCII.GetBytes(text), out _)!;
}
