using Hotlink.Domain.Access;
using static Hotlink.Domain.Tests.Access.Rules;

namespace Hotlink.Domain.Tests.Access;

public sealed class ReadersTests
{
    [Fact]
    public void Readers_LiteralLists_AreComplete()
    {
        var book = Book((Alice, File(new AccessRule("d/**", ["Dan@x.io"], [Carol], [Bob, Alice]), Read("{a,b}", "{c,d}@x.io"))));
        AssertExplicit(book.Readers("alice@x.io/d/f", Today), Alice, "dan@x.io", Carol, Bob);
        AssertExplicit(book.Readers("alice@x.io/other", Today), Alice);
        AssertExplicit(book.Readers("alice@x.io/{a,b}", Today), Alice, "{c,d}@x.io");
    }

    [Theory]
    [InlineData("*")]
    [InlineData("USER")]
    public void Readers_RuleForAll_SaysEveryone(string principal)
    {
        var readers = Book((Alice, File(Read("**", principal)))).Readers("alice@x.io/f", Today);
        Assert.True(readers.Everyone);
        Assert.False(readers.NeedsCheck);
    }

    [Fact]
    public void Readers_GlobInAList_NeedsACheck()
    {
        var readers = Book((Alice, File(Write("**", "*@x.io")))).Readers("alice@x.io/f", Today);
        Assert.True(readers.NeedsCheck && !readers.Everyone);
        Assert.Equal([Alice], readers.Explicit);
    }

    [Fact]
    public void Readers_TemplateThatIsTriedFirst_NeedsACheck()
    {
        var book = Book((Alice, File(Read("{{.UserEmail}}/**", "USER"), Read("**", Bob), Read("a_long_and_special_name_that_scores_high.txt", Carol))));
        Assert.True(book.Readers("alice@x.io/x", Today).NeedsCheck);
        AssertExplicit(book.Readers("alice@x.io/a_long_and_special_name_that_scores_high.txt", Today), Alice, Carol);
    }

    [Theory]
    [InlineData("bob@x.io/f", new[] { Bob })]
    [InlineData("Bob@X.io/f", new[] { Bob })]
    [InlineData("../f", new string[0])]
    [InlineData("", new string[0])]
    public void Readers_NoRules_LeaveTheOwner(string path, string[] expected) =>
        AssertExplicit(Book((Alice, Public)).Readers(path, Today), expected);

    [Fact]
    public void Readers_NoFileOnTheWay_LeaveTheOwner() =>
        AssertExplicit(Book(("alice@x.io/public", Public)).Readers("alice@x.io/f", Today), Alice);

    [Fact]
    public void Readers_RandomRules_AgreeWithDecisions()
    {
        var random = new Random(21);
        string[] patterns = ["**", "*", "a/*", "a/**", "{{.UserEmail}}/*", "a/b", "?/*", "[ab]/c"];
        string[] principals = ["*", "USER", Bob, Carol, "*@x.io", "Dan@x.io"];
        string[] users = [Alice, Bob, Carol, "dan@x.io", "eve@z.com"];
        for (var i = 0; i < 2000; i++)
        {
            string[] Some() => [.. Enumerable.Range(0, random.Next(3)).Select(_ => principals[random.Next(principals.Length)])];

            var rules = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new AccessRule(patterns[random.Next(patterns.Length)], Some(), Some(), Some()));
            var book = Book((Alice, File([.. rules])));
            foreach (var path in (string[])["alice@x.io/a", "alice@x.io/a/b", "alice@x.io/b/c", "alice@x.io"])
            {
                var readers = book.Readers(path, Today);
                foreach (var user in users.Where(_ => !readers.NeedsCheck))
                {
                    Assert.Equal(readers.Everyone || readers.Explicit.Contains(user), book.MayRead(user, path));
                }
            }
        }
    }

    private static void AssertExplicit(ReaderSet readers, params string[] expected)
    {
        Assert.False(readers.Everyone || readers.NeedsCheck);
        Assert.Equal(expected, readers.Explicit);
    }
}
