using Hotlink.Domain.Access;
using static Hotlink.Domain.Tests.Access.Rules;

namespace Hotlink.Domain.Tests.Access;

public sealed class OwnershipTests
{
    [Theory]
    [InlineData("alice@x.io")]
    [InlineData("alice@x.io/f")]
    [InlineData("/alice@x.io//f/")]
    [InlineData("bob@x.io/../alice@x.io/f")]
    public void Decide_OwnPath_IsAllowedAtEveryLevel(string path)
    {
        var book = Book(("alice@x.io", Terminal()));
        foreach (var level in Enum.GetValues<AccessLevel>())
        {
            var decision = book.Ask(Alice, path, level);
            Assert.True(decision.Allowed && decision.ByOwnership);
            Assert.Equal(AccessDecision.Owner, decision);
        }
    }

    [Theory]
    [InlineData("alice@x.io", "alice@x.io.evil.com/f")]
    [InlineData("alice@x.i", "alice@x.io/f")]
    [InlineData("a", "alice@x.io/f")]
    [InlineData("alice@x.io/public", "alice@x.io/public/f")]
    [InlineData("alice@x.io", "../alice@x.io/f")]
    [InlineData("..", "../alice@x.io/f")]
    [InlineData(".", "")]
    public void Decide_Pitfall56_OnlyTheWholeFirstSegmentMakesAnOwner(string user, string path)
    {
        Assert.Equal(AccessDenial.NoRules, Book().Ask(user, path).Reason);
    }

    [Fact]
    public void Decide_EmptyUser_IsRefused()
    {
        var book = Book(("alice@x.io", Public));
        Assert.Equal(AccessDenial.NoUser, book.Ask("", "alice@x.io/f").Reason);
        Assert.Equal(AccessDenial.NoUser, book.Ask(null!, "").Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(16)]
    public void Decide_UnknownLevel_IsRefusedEvenToTheOwner(int level) =>
        Assert.Equal(AccessDenial.InvalidLevel, Book().Ask(Alice, "alice@x.io/f", (AccessLevel)level).Reason);

    [Fact]
    public void Decide_Pitfall59_PathIsCheckedInItsResolvedForm()
    {
        var book = Book(("alice@x.io/public", Public));
        Assert.True(book.MayRead(Bob, "/../../alice@x.io/public/f"));
        Assert.False(book.MayRead(Bob, "alice@x.io/public/../f"));
        Assert.False(book.MayRead(Bob, "alice@x.io\\public\\f"));
        Assert.Equal(AccessDenial.PathTooLong, book.Ask(Bob, new string('/', 4097)).Reason);
    }

    [Theory]
    [InlineData("Alice@X.io", "alice@x.io/f", true)]
    [InlineData("alice@x.io", "Alice@X.IO/f", true)]
    [InlineData("ſam@x.io", "sam@x.io/f", false)]
    [InlineData("sam@x.io", "ſam@x.io/f", false)]
    public void Decide_Pitfall69_OwnershipIgnoresCaseAndNothingElse(string user, string path, bool expected) =>
        Assert.Equal(expected, Book().MayRead(user, path));

    [Fact]
    public void Decide_Pitfall69_PrincipalsAndUsersMeetInLowerCase()
    {
        var book = Book(("Alice@x.io/s", File(Read("a", "Bob@X.io"), Read("b", "*@Y.ORG"), Read("c", "user"))));
        Assert.True(book.MayRead("bob@x.io", "alice@x.io/s/a"));
        Assert.True(book.MayRead("BOB@x.io", "ALICE@x.io/s/a"));
        Assert.True(book.MayRead("Carol@y.org", "alice@x.io/s/b"));
        Assert.False(book.MayRead("bob@x.io", "alice@x.io/s/c"));
        Assert.False(book.MayRead("bob@x.io", "alice@x.io/S/a"));
    }
}
