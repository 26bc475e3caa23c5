using Hotlink.Domain.Access;
using static Hotlink.Domain.Tests.Access.Rules;

namespace Hotlink.Domain.Tests.Access;

/// <summary>The sequences of access rules, section 11.1, with the outcomes they should have had.</summary>
public sealed class RuleTreeTests
{
    private const string Private = "alice@x.io/";
    private const string Shared = "alice@x.io/public/";

    [Fact]
    public void Remove_S1_Pitfall60_TerminalGoesWithItsFile()
    {
        var book = Book((Private, Terminal()), (Shared, Public));
        Assert.False(book.MayRead(Bob, "alice@x.io/public/f"));

        Assert.True(book.Remove(Private));

        Assert.True(book.MayRead(Bob, "alice@x.io/public/f"));
        Assert.Equal(AccessDenial.NoRules, book.Ask(Bob, "alice@x.io/f").Reason);
    }

    [Fact]
    public void Remove_S2_TheFileAboveTakesOver()
    {
        var book = Book((Private, File()), (Shared, Public));
        book.Remove(Shared);
        Assert.Equal("alice@x.io/syft.pub.yaml", book.Ask(Bob, "alice@x.io/public/f").RuleFile);
        Assert.False(book.MayRead(Bob, "alice@x.io/public/f"));
    }

    [Theory]
    [InlineData("alice@x.io/public/")]
    [InlineData("alice@x.io//public")]
    [InlineData("/alice@x.io/./public")]
    public void Install_S3_S4_Pitfall61_RevokesTheDirectoryAndAllBelowAtOnce(string spelling)
    {
        var book = Book((Shared, Public));
        Assert.True(book.MayRead(Bob, "alice@x.io/public/f"));
        Assert.True(book.MayRead(Bob, "alice@x.io/public"));

        book.Install(spelling, File());

        Assert.False(book.MayRead(Bob, "alice@x.io/public/f"));
        Assert.False(book.MayRead(Bob, "alice@x.io/public/g"));
        Assert.False(book.MayRead(Bob, "alice@x.io/public"));
    }

    [Fact]
    public void Decide_S5_Pitfall64_ARefusalLeavesNothingBehind()
    {
        var book = Book((Shared, File(Write("**", "*"))));
        Assert.False(book.Ask(Bob, "alice@x.io/public/f", AccessLevel.Admin).Allowed);
        Assert.True(book.MayWrite(Bob, "alice@x.io/public/f"));
    }

    [Fact]
    public void Install_S6_OnlyTheLatestCountsAndTheVersionGrows()
    {
        var book = new Rulebook();
        Assert.Equal(0, book.Version(Alice));
        Assert.Equal(1, book.Install(Shared, Public).Version);
        Assert.Equal(2, book.Install(Shared, File()).Version);
        Assert.Equal(2, book.Version("Alice@X.io"));
        Assert.False(book.MayRead(Bob, "alice@x.io/public/f"));
    }

    [Fact]
    public void Install_S7_NothingIsNotARuleFile()
    {
        var book = new Rulebook();
        Assert.Throws<ArgumentNullException>(() => book.Install(Shared, null!));
        Assert.Equal(InstallRefusal.NoRules, book.Install(Shared, new RuleFile(false, [])).Refusal);
        Assert.Equal(0, book.Version(Alice));
    }

    [Fact]
    public void Decide_S8_RuleFilesTakeTheHighestLevel()
    {
        var book = Book((Shared, File(new AccessRule("**", [Carol], ["*"], ["*"]))));
        Assert.Equal(AccessDenial.NoAdminAccess, book.Ask(Bob, "alice@x.io/public/syft.pub.yaml", AccessLevel.Write).Reason);
        Assert.Equal(AccessDenial.NoAdminAccess, book.Ask(Bob, "alice@x.io/public/sub/syft.pub.yaml", AccessLevel.Create).Reason);
        Assert.True(book.MayRead(Bob, "alice@x.io/public/sub/syft.pub.yaml"));
        Assert.True(book.MayWrite(Carol, "alice@x.io/public/syft.pub.yaml"));
        Assert.True(book.MayWrite(Bob, "alice@x.io/public/Syft.pub.yaml"));
    }

    [Fact]
    public void Install_S9_DepthIsBounded()
    {
        var book = new Rulebook();
        var deep = Alice + string.Concat(Enumerable.Repeat("/d", 255));
        Assert.True(book.Install(deep, Public).Installed);
        Assert.True(book.MayRead(Bob, deep + "/f"));
        Assert.Equal(InstallRefusal.TooDeep, book.Install(deep + "/d", Public).Refusal);
    }

    [Fact]
    public void Install_S10_ABadRuleIsReportedAndTheOthersHold()
    {
        var book = new Rulebook();
        book.Install(Shared, File(Read("{{.Nope}}/*", "*")));
        Assert.False(book.MayRead(Bob, "alice@x.io/public/bob@x.io/f"));

        var result = book.Install(Shared, File(Read("{{bad}}/*"), Read("[", "*"), Read("**", "*")));

        Assert.Equal([(1, RuleProblemKind.MalformedTemplate), (2, RuleProblemKind.MalformedPattern)],
            result.Problems.Select(problem => (problem.Rule, problem.Kind)));
        Assert.True(book.MayRead(Bob, "alice@x.io/public/bob@x.io/f"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("..")]
    [InlineData("../alice@x.io")]
    [InlineData("alice@x.io/../..")]
    public void Install_OutsideOfADatasite_IsRefused(string directory)
    {
        var book = new Rulebook();
        Assert.Equal(InstallRefusal.NoDatasite, book.Install(directory, Public).Refusal);
        Assert.False(book.Remove(directory));
        Assert.False(book.MayRead(Bob, "../alice@x.io/f"));
    }

    [Fact]
    public void Decide_Pitfall58_DirectoryNamesAreLiteral()
    {
        var book = Book(("alice@x.io/[x]", File(Read("*", "*"))), ("alice@x.io/*", File(Read("f", "*"))), ("alice@x.io/{{.Year}}", Public));
        Assert.True(book.MayRead(Bob, "alice@x.io/[x]/f"));
        Assert.True(book.MayRead(Bob, "alice@x.io/*/f"));
        Assert.True(book.MayRead(Bob, "alice@x.io/{{.Year}}/f"));
        Assert.Equal(AccessDenial.NoRules, book.Ask(Bob, "alice@x.io/x/f").Reason);
        Assert.Equal(AccessDenial.NoRules, book.Ask(Bob, "alice@x.io/2025/f").Reason);
    }

    [Fact]
    public void Update_ManyFiles_MakesOneVersionADatasite()
    {
        var book = new Rulebook();
        var changed = new List<string>();
        book.Changed += changed.Add;

        var results = book.Update(
            [new RuleChange(Alice, Public), new RuleChange("..", Public), new RuleChange("bob@x.io/a", Public), new RuleChange("alice@x.io/b", Public)]);

        Assert.Equal([1, 0, 1, 1], results.Select(result => result.Version));
        Assert.Equal([Alice, Bob], changed.Order());
        book.Update([new RuleChange(Alice, null), new RuleChange("alice@x.io/b", null), new RuleChange("alice@x.io/none", null)]);
        Assert.Equal(2, book.Version(Alice));
        Assert.False(book.MayRead(Carol, "alice@x.io/b/f"));
    }

    [Fact]
    public void Install_Pitfall66_ConcernsOneDatasiteOnly()
    {
        var book = Book([.. Enumerable.Range(0, 1000).Select(i => ($"u{i}@x.io", Public))]);
        var changed = new List<string>();
        book.Changed += changed.Add;

        book.Install("u7@x.io/d", File());

        Assert.Equal(["u7@x.io"], changed);
        Assert.Equal(1001, Enumerable.Range(0, 1000).Sum(i => book.Version($"u{i}@x.io")));
    }

    [Fact]
    public void Remove_NoSuchFile_ChangesNothing()
    {
        var book = Book((Shared, Public));
        book.Changed += _ => Assert.Fail("Nothing changed.");
        Assert.False(book.Remove(Private));
        Assert.Equal(1, book.Version(Alice));
    }
}
