using Hotlink.Domain.Access;
using static Hotlink.Domain.Tests.Access.Rules;

namespace Hotlink.Domain.Tests.Access;

public sealed class RuleOrderTests
{
    [Fact]
    public void Decide_SeveralRulesMatch_TheMostSpecificDecides()
    {
        var book = Book((Alice, File(Read("*.txt", "*"), Read("secret.txt"), Read("docs/**", Bob), Read("docs/*.md", "*"))));

        Assert.Equal("secret.txt", book.Ask(Bob, "alice@x.io/secret.txt").Pattern);
        Assert.False(book.MayRead(Bob, "alice@x.io/secret.txt"));
        Assert.True(book.MayRead(Carol, "alice@x.io/docs/x.md"));
        Assert.False(book.MayRead(Carol, "alice@x.io/docs/deep/x.md"));
        Assert.True(book.MayRead(Bob, "alice@x.io/docs"));
    }

    [Fact]
    public void Decide_Pitfall67_EqualScoresKeepTheOrderOfTheFile()
    {
        for (var winner = 0; winner < 40; winner++)
        {
            var rules = Enumerable.Range(0, 40).Select(i => Read($"?{(char)('a' + (i % 26))}*", i == winner ? ["*"] : [])).ToArray();
            var book = Book((Alice, File([.. rules.Prepend(Read("?[0-9]*", "*"))])));
            Assert.Equal(winner < 26, book.MayRead(Bob, $"alice@x.io/x{(char)('a' + (winner % 26))}"));
        }
    }

    [Fact]
    public void Decide_Pitfall67_DeepestFileWinsWithoutMerging()
    {
        var book = Book((Alice, Public), ("alice@x.io/n", File(Read("only.txt", "*"))));
        Assert.True(book.MayRead(Bob, "alice@x.io/n/only.txt"));
        Assert.False(book.MayRead(Bob, "alice@x.io/n/other.txt"));
        Assert.Equal("alice@x.io/n/syft.pub.yaml", book.Ask(Bob, "alice@x.io/n/other.txt").RuleFile);
    }

    [Fact]
    public void Decide_Pitfall68_OddButKnownPatternsKeepTheirMeaning()
    {
        var book = Book((Alice, File(Read("{a,b}.txt", "*"), Read("**.request", "*"), Read("{c,d}.t?t", "*"))));
        Assert.False(book.MayRead(Bob, "alice@x.io/a.txt"));
        Assert.True(book.MayRead(Bob, "alice@x.io/{a,b}.txt"));
        Assert.True(book.MayRead(Bob, "alice@x.io/c.txt"));
        Assert.True(book.MayRead(Bob, "alice@x.io/x.request"));
        Assert.False(book.MayRead(Bob, "alice@x.io/d/x.request"));
    }

    [Fact]
    public void Decide_Levels_FollowTheirHierarchy()
    {
        var book = Book((Alice, File(Read("r", Bob), Write("w", Bob), Admin("a", Bob))));
        (string Name, AccessLevel Level, AccessDenial Expected)[] table =
        [
            ("r", AccessLevel.Read, AccessDenial.None),
            ("r", AccessLevel.Create, AccessDenial.NoWriteAccess),
            ("r", AccessLevel.Write, AccessDenial.NoWriteAccess),
            ("r", AccessLevel.Admin, AccessDenial.NoAdminAccess),
            ("w", AccessLevel.Read, AccessDenial.None),
            ("w", AccessLevel.Create, AccessDenial.None),
            ("w", AccessLevel.Write, AccessDenial.None),
            ("w", AccessLevel.Admin, AccessDenial.NoAdminAccess),
            ("a", AccessLevel.Read, AccessDenial.None),
            ("a", AccessLevel.Create, AccessDenial.None),
            ("a", AccessLevel.Write, AccessDenial.None),
            ("a", AccessLevel.Admin, AccessDenial.None),
            ("z", AccessLevel.Read, AccessDenial.NoReadAccess),
        ];
        Assert.All(table, row => Assert.Equal(row.Expected, book.Ask(Bob, $"alice@x.io/{row.Name}", row.Level).Reason));
    }

    [Fact]
    public void Decide_Principals_MayBeTokensAndGlobs()
    {
        var book = Book((Alice, File(
            Read("u", "USER"), Read("a", "*@x.io"), Admin("c", "{bob,carol}@*"), Read("e", "{bob,carol}@x.io"), Read("m", "[bob@x.io"), Read("q", "?ob@x.io"))));
        Assert.True(book.MayRead(Carol, "alice@x.io/u"));
        Assert.True(book.MayRead(Bob, "alice@x.io/a"));
        Assert.False(book.MayRead(Carol, "alice@x.io/a"));
        Assert.True(book.Ask(Carol, "alice@x.io/c", AccessLevel.Admin).Allowed);
        Assert.False(book.MayRead(Bob, "alice@x.io/e"));
        Assert.False(book.MayRead(Bob, "alice@x.io/m"));
        Assert.True(book.MayRead(Bob, "alice@x.io/q"));
    }

    [Fact]
    public void Decide_Outcome_NamesTheRuleThatDecided()
    {
        var book = Book(("alice@x.io/public", File(Read("*.txt", Bob))));
        Assert.Equal(new AccessDecision(true, AccessDenial.None, "alice@x.io/public/syft.pub.yaml", "*.txt"), book.Ask(Bob, "alice@x.io/public/a.txt"));
        Assert.Equal(
            new AccessDecision(false, AccessDenial.NoReadAccess, "alice@x.io/public/syft.pub.yaml", "**"), book.Ask(Bob, "alice@x.io/public/a"));
        Assert.Equal(new AccessDecision(false, AccessDenial.NoRules, null, null), book.Ask(Bob, "alice@x.io/a"));
    }
}
