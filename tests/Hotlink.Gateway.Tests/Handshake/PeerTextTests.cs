using Hotlink.Gateway.Handshake;
using Microsoft.Extensions.Primitives;

namespace Hotlink.Gateway.Tests.Handshake;

public sealed class PeerTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  0.5.1 ", "0.5.1")]
    [InlineData("0123456789", "01234567")]
    [InlineData("a\u001b[2Jbä", "a?[2Jb?")]
    public void From_Header_IsBoundedAndPrintable(string? header, string expected) => Assert.Equal(expected, PeerText.From(header, 8));

    [Fact]
    public void From_TwoHeaders_IsTheFirst() => Assert.Equal("a", PeerText.From(new StringValues(["a", "b"]), 8));
}
