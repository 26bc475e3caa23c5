using Hotlink.Domain.Access;
using static Hotlink.Domain.Tests.Access.Rules;

namespace Hotlink.Domain.Tests.Access;

public sealed class HostileRulesTests
{
    [Fact]
    public void Install_OverTheLimits_IsRefusedAndChangesNothing()
    {
        var book = Book((Alice, Public));
        RuleFile[] files =
        [
            new(false, [.. Enumerable.Repeat(AccessRule.Private, AccessLimits.Rules + 1)]),
            new(false, [Read(new string('a', AccessLimits.PatternBytes + 1))]),
            new(false, [Read(new string('é', (AccessLimits.PatternBytes / 2) + 1))]),
            new(false, [Read("")]),
            new(false, [Read("**", [.. Enumerable.Repeat("a", AccessLimits.Principals + 1)])]),
            new(false, [Write("**", new string('a', AccessLimits.PatternBytes + 1))]),
        ];
        Assert.All(files, file => Assert.Equal(InstallRefusal.TooLarge, book.Install(Alice, file).Refusal));
        Assert.Equal(1, book.Version(Alice));
        Assert.True(book.MayRead(Bob, "alice@x.io/f"));
    }

    [Fact]
    public void Update_MoreThanADatasiteMayWeigh_KeepsWhatFits()
    {
        var book = new Rulebook();
        var heavy = File(Read("**", [.. Enumerable.Range(0, 1000).Select(i => $"{i}{new string('a', 1000)}")]));
        var results = book.Update([.. Enumerable.Range(0, 8).Select(i => new RuleChange($"alice@x.io/{i}", heavy))]);

        Assert.Equal([true, true, true, true, false, false, false, false], results.Select(result => result.Installed));
        Assert.Equal(InstallRefusal.DatasiteFull, results[^1].Refusal);
        Assert.Equal(InstallRefusal.DatasiteFull, book.Install("alice@x.io/9", heavy).Refusal);
        Assert.True(book.Install("alice@x.io/0", heavy with { Terminal = true }).Installed);
        Assert.True(book.Install("alice@x.io/0", File()).Installed);
        Assert.True(book.Install("alice@x.io/9", heavy).Installed);
        Assert.True(book.Install("bob@x.io", Public).Installed);
    }

    [Fact]
    [Trait("CWE", "1333")]
    public void Decide_RulesMadeToBeSlow_AreRefusedWithinTheBudget()
    {
        var slow = string.Concat(Enumerable.Repeat("*aaaaaaaaa", 100)) + "b";
        var book = Book((Alice, File([.. Enumerable.Repeat(Read(slow, "*"), 60), Read("**", "*")])));
        var decision = book.Ask(Bob, "alice@x.io/" + new string('a', 1000));

        Assert.Equal(AccessDecision.Denied(AccessDenial.RulesTooCostly, "alice@x.io/syft.pub.yaml"), decision);
        Assert.Equal([Alice], book.Readers("alice@x.io/" + new string('a', 1000), Today).Explicit);
        Assert.True(book.MayRead(Bob, "alice@x.io/short"));
    }

    [Fact]
    [Trait("CWE", "1333")]
    public void Decide_PrincipalsMadeToBeSlow_AreRefusedWithinTheBudget()
    {
        var slow = string.Concat(Enumerable.Repeat("*a", 40)) + "b";
        var book = Book((Alice, File(Read("**", [.. Enumerable.Range(0, 5000).Select(i => $"{slow}{i}")]))));
        Assert.Equal(AccessDenial.RulesTooCostly, book.Ask(new string('a', 240) + "@x.io", "alice@x.io/f").Reason);
    }

    [Fact]
    public void Decide_ThousandTemplates_AreCheckedInFull()
    {
        var templates = Enumerable.Range(0, AccessLimits.Rules - 2).Select(i => Read($"{{{{.UserEmail}}}}/{i:0000}", "*"));
        var book = Book((Alice, File([.. templates, Read("**", Bob)])));
        Assert.True(book.MayRead(Carol, "alice@x.io/carol@y.org/0500"));
        Assert.True(book.MayRead(Bob, "alice@x.io/none"));
    }
}
