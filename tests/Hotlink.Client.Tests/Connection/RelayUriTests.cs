using Hotlink.Client.Connection;

namespace Hotlink.Client.Tests.Connection;

public sealed class RelayUriTests
{
    [Theory]
    [InlineData("http://relay.example", "http://relay.example/api/v1/events?user=a%2Bb%40c.de")]
    [InlineData("ws://relay.example:8080/", "http://relay.example:8080/api/v1/events?user=a%2Bb%40c.de")]
    [InlineData("https://relay.example/behind/a/prefix/", "https://relay.example/behind/a/prefix/api/v1/events?user=a%2Bb%40c.de")]
    [InlineData("wss://relay.example", "https://relay.example/api/v1/events?user=a%2Bb%40c.de")]
    [InlineData("wss://relay.example:8443/x?y=z#f", "https://relay.example:8443/x/api/v1/events?user=a%2Bb%40c.de")]
    public void UriOf_Server_KeepsItsPrefix(string server, string expected) =>
        Assert.Equal(expected, RelayConnector.UriOf(new(server), "a+b@c.de").AbsoluteUri);
}
