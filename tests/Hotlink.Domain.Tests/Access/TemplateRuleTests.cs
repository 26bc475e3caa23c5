using Hotlink.Domain.Access;
using static Hotlink.Domain.Tests.Access.Rules;

namespace Hotlink.Domain.Tests.Access;

public sealed class TemplateRuleTests
{
    [Fact]
    public void Decide_TemplateOfTheRequester_MatchesOnlyTheirOwn()
    {
        var book = Book(("alice@x.io/t", File(Write("{{.UserEmail}}/**", "USER"))));
        Assert.True(book.MayWrite(Bob, "alice@x.io/t/bob@x.io/f"));
        Assert.True(book.MayWrite("Bob@X.io", "alice@x.io/t/bob@x.io/f"));
        Assert.False(book.MayWrite(Carol, "alice@x.io/t/bob@x.io/f"));
        Assert.Equal("{{.UserEmail}}/**", book.Ask(Bob, "alice@x.io/t/bob@x.io/f").Pattern);
    }

    [Theory]
    [InlineData("*@x.io")]
    [InlineData("?ob@x.io")]
    [InlineData("[b]ob@x.io")]
    [InlineData("{bob@x.io,z}")]
    [InlineData("**")]
    public void Decide_Pitfall57_MarksInAnIdentityAreLiteral(string user)
    {
        string[] patterns = ["{{.UserEmail}}/*", "{{.UserEmail}}/**", "{{.UserEmail}}/?", "{{lower (upper .UserEmail)}}/*", "{{printf \"%s/*\" .UserEmail}}"];
        foreach (var pattern in patterns)
        {
            var book = Book(("alice@x.io/t", File(Read(pattern, "*"))));
            Assert.False(book.MayRead(user, "alice@x.io/t/bob@x.io/f"), pattern);
            Assert.True(book.MayRead(user, $"alice@x.io/t/{user}/f"), pattern);
        }
    }

    [Theory]
    [InlineData("{{.UserEmail}}")]
    [InlineData("{{.UserEmail}}/*")]
    [InlineData("{{slice .UserEmail 0}}*")]
    public void Decide_Pitfall57_AnIdentityIsOneSegment(string pattern)
    {
        var book = Book(("alice@x.io/t", File(Read(pattern, "*"))));
        Assert.False(book.MayRead("a/b@x.io", "alice@x.io/t/a/b@x.io"));
        Assert.False(book.MayRead("a/b@x.io", "alice@x.io/t/a/b@x.io/f"));
    }

    [Fact]
    public void Decide_Pitfall57_AnIdentityInAClassAddsNoRange()
    {
        var book = Book(("alice@x.io/t", File(Read("[{{slice .UserEmail 0 3}}]*", "*"))));
        Assert.True(book.MayRead("a-z@x.io", "alice@x.io/t/-1"));
        Assert.False(book.MayRead("a-z@x.io", "alice@x.io/t/m1"));
        Assert.False(book.MayRead("!zz@x.io", "alice@x.io/t/m1"));
    }

    [Fact]
    public void Decide_Pitfall63_DatesAreThoseOfTheQuestion()
    {
        var book = Book(("alice@x.io/t", File(Read("{{.Year}}/{{.Month}}/{{.Date}}", "*"), Read("{{if eq .Month \"04\"}}april{{end}}", "*"))));
        var lastOfMarch = new DateOnly(2025, 3, 31);

        bool MayRead(string name, DateOnly day) => book.Decide(Bob, AccessLevel.Read, $"alice@x.io/t/{name}", day).Allowed;

        Assert.True(MayRead("2025/03/31", lastOfMarch));
        Assert.False(MayRead("april", lastOfMarch));
        Assert.False(MayRead("2025/03/31", lastOfMarch.AddDays(1)));
        Assert.True(MayRead("2025/04/01", lastOfMarch.AddDays(1)));
        Assert.True(MayRead("april", lastOfMarch.AddDays(1)));
        Assert.True(MayRead("2025/03/31", lastOfMarch));
    }

    [Fact]
    public void Decide_Pitfall65_UsersWhoseNamesLookAlikeAreKeptApart()
    {
        var book = Book(("alice@x.io/t", File(Read("{{.UserEmail}}", "*"))));
        Assert.True(book.MayRead("a:b", "alice@x.io/t/a:b"));
        Assert.False(book.MayRead("a", "alice@x.io/t/a:b"));
        Assert.False(book.MayRead("a:b:1", "alice@x.io/t/a:b"));
    }

    [Fact]
    public void Decide_ReplacedFile_ForgetsWhatItsTemplatesMade()
    {
        var book = Book(("alice@x.io/t", File(Read("{{.UserEmail}}/a", "*"))));
        Assert.True(book.MayRead(Bob, "alice@x.io/t/bob@x.io/a"));
        book.Install("alice@x.io/t", File(Read("{{.UserEmail}}/b", "*")));
        Assert.False(book.MayRead(Bob, "alice@x.io/t/bob@x.io/a"));
        Assert.True(book.MayRead(Bob, "alice@x.io/t/bob@x.io/b"));
    }

    [Fact]
    public void Decide_MoreUsersThanTheCacheHolds_StaysRight()
    {
        var book = Book(("alice@x.io/t", File(Read("{{.UserHash}}_{{.UserEmail}}", "*"), Read("{{.UserEmail}}", "*"))));
        for (var i = 0; i < 10_000; i++)
        {
            Assert.True(book.MayRead($"u{i}@x.io", $"alice@x.io/t/u{i}@x.io"));
            Assert.False(book.MayRead($"u{i}@x.io", $"alice@x.io/t/u{i + 1}@x.io"));
        }
    }
}
