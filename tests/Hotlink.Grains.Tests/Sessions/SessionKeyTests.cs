using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Tests.Sessions;

public sealed class SessionKeyTests
{
    [Theory]
    [InlineData("alice@x.io", "alice@x.io/app/f.request", "t/alice@x.io/app/f.request")]
    [InlineData("bob@x.io", "alice@x.io/app/f.request", "t/bob@x.io//alice@x.io/app/f.request")]
    [InlineData("alice@x.io", "app/f.request", "t/alice@x.io//app/f.request")]
    [InlineData("alice@x.io", "f", "t/alice@x.io//f")]
    [InlineData("alice@x.io", "alice@x.io", "t/alice@x.io//alice@x.io")]
    [InlineData("alice@x.io", "alice@x.iota/f", "t/alice@x.io//alice@x.iota/f")]
    [InlineData("alice@x.io", "Alice@x.io/f", "t/alice@x.io//Alice@x.io/f")]
    public void Session_PathOf_GivesThePathBack(string sender, string path, string key)
    {
        Assert.Equal(key, GrainKeys.Session("t", sender, path));
        Assert.Equal(path, GrainKeys.PathOf(key).ToString());
        Assert.Equal("t", GrainKeys.TenantOf(key));
    }

    [Theory]
    [InlineData("bob@x.io", "b1", true)]
    [InlineData("bob@x.io", "b2", false)]
    [InlineData("rob@x.io", "b1", false)]
    [InlineData("ob@x.io", "b1", false)]
    [InlineData("bob@x.i", "o/b1", false)]
    [InlineData("bob@x.io", "", false)]
    public void IsConnection_UserAndId_AreThoseOfTheKey(string user, string connection, bool expected) =>
        Assert.Equal(expected, GrainKeys.IsConnection(GrainKeys.Connection("t", "bob@x.io", "b1"), user, connection));
}
