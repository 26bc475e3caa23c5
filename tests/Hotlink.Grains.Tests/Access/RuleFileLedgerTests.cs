using System.Text;
using Hotlink.Domain.Access;
using Hotlink.Grains.Access.Folders;

namespace Hotlink.Grains.Tests.Access;

public sealed class RuleFileLedgerTests
{
    private const string Directory = "alice@x.io/s";
    private static readonly byte[] Private = Encoding.UTF8.GetBytes(TempDatasites.Private);
    private static readonly byte[] Public = Encoding.UTF8.GetBytes(TempDatasites.Public);
    private readonly Rulebook _rulebook = new();
    private readonly RuleFileLedger _ledger;

    public RuleFileLedgerTests() => _ledger = new(_rulebook);

    private bool IsPublic => _rulebook.Decide("bob@x.io", AccessLevel.Read, $"{Directory}/f", default).Allowed;

    // A look at the store takes its time: what it read before a write must not undo what was acknowledged meanwhile.
    [Fact]
    public void Apply_OfWhatWasReadBeforeAnInstall_ChangesNothingAndIsToBeReadAgain()
    {
        var moment = _ledger.Moment;
        var old = LoadedRuleFile.Of(Directory, Public);
        _ledger.Install(Directory, Private);

        Assert.Equal([Directory], _ledger.Apply([old], moment));

        Assert.False(IsPublic);
    }

    [Fact]
    public void Apply_ThatTheFileIsGone_ReadBeforeAnInstall_ChangesNothing()
    {
        var moment = _ledger.Moment;
        _ledger.Install(Directory, Public);

        Assert.Equal([Directory], _ledger.Apply([new(Directory, null, null)], moment));

        Assert.True(IsPublic);
    }

    [Fact]
    public void Apply_OfWhatWasReadAfterAnInstall_IsInForce()
    {
        _ledger.Install(Directory, Private);
        var moment = _ledger.Moment;

        Assert.Empty(_ledger.Apply([LoadedRuleFile.Of(Directory, Public)], moment));

        Assert.True(IsPublic);
    }

    [Fact]
    public void Apply_OfOtherDirectoriesReadBeforeAnInstall_IsInForce()
    {
        var moment = _ledger.Moment;
        _ledger.Install("alice@x.io/other", Private);

        Assert.Empty(_ledger.Apply([LoadedRuleFile.Of(Directory, Public)], moment));

        Assert.True(IsPublic);
    }
}
