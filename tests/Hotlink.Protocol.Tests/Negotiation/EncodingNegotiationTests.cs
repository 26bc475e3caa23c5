namespace Hotlink.Protocol.Tests.Negotiation;

public sealed class EncodingNegotiationTests
{
    [Theory]
    [InlineData(null, WireEncoding.Json)]
    [InlineData("", WireEncoding.Json)]
    [InlineData("msgpack,json", WireEncoding.MsgPack)]
    [InlineData("json,msgpack", WireEncoding.Json)]
    [InlineData(" MsgPack ", WireEncoding.MsgPack)]
    [InlineData("cbor,msgpack", WireEncoding.MsgPack)]
    [InlineData("cbor", WireEncoding.Json)]
    [InlineData("cbor, JSON ,msgpack", WireEncoding.Json)]
    [InlineData(",,msgpack", WireEncoding.MsgPack)]
    [InlineData("msgpack;q=1", WireEncoding.Json)]
    public void Choose_List_IsTheFirstKnown(string? header, WireEncoding expected) =>
        Assert.Equal(expected, EncodingNegotiation.Choose(header));

    [Theory]
    [InlineData(WireEncoding.Json, "json")]
    [InlineData(WireEncoding.MsgPack, "msgpack")]
    public void NameOf_Choice_IsReadBackAsIt(WireEncoding encoding, string name)
    {
        Assert.Equal(name, EncodingNegotiation.NameOf(encoding));
        Assert.Equal(encoding, EncodingNegotiation.Choose(name));
    }
}
