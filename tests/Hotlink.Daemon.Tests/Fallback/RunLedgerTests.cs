using Hotlink.Daemon.Fallback;

namespace Hotlink.Daemon.Tests.Fallback;

/// <summary>Each message once and in order, whichever way it comes.</summary>
public sealed class RunLedgerTests
{
    private const string Run = "a@x.io/key";
    private readonly RunLedger _ledger = new();

    [Fact]
    public void TakeFile_LinkHadIt_IsNotDeliveredAgain()
    {
        Link(1, 2, 3);

        Assert.Equal(FileVerdict.Had, _ledger.TakeFile(Run, 2, 2));
        Assert.Equal(FileVerdict.Had, _ledger.TakeFile(Run, 2, 3));
        Assert.Equal(FileVerdict.Deliver, _ledger.TakeFile(Run, 2, 4));
        Assert.Equal(FileVerdict.Had, _ledger.TakeFile(Run, 2, 4));
    }

    [Fact]
    public void TakeLink_GoesAsFilesFromThere_IsNotDelivered()
    {
        Link(1);
        Assert.Equal(FileVerdict.Deliver, _ledger.TakeFile(Run, 2, 2));

        Assert.False(_ledger.TakeLink(Run, 2));
        Assert.False(_ledger.TakeLink(Run, 3));
        Assert.Equal(FileVerdict.Deliver, _ledger.TakeFile(Run, 2, 3));
    }

    [Fact]
    public void TakeFile_LinkStillBringsWhatIsBefore_Waits()
    {
        Link(1);

        Assert.Equal(FileVerdict.Wait, _ledger.TakeFile(Run, 3, 3));
        Assert.True(_ledger.TakeLink(Run, 2));
        Assert.Equal(FileVerdict.Deliver, _ledger.TakeFile(Run, 3, 3));
    }

    [Fact]
    public void TakeFile_OneBeforeIsMissing_IsAGapUntilItComes()
    {
        Assert.Equal(FileVerdict.Deliver, _ledger.TakeFile(Run, 1, 1));
        Assert.Equal(FileVerdict.Gap, _ledger.TakeFile(Run, 1, 3));
        Assert.Equal(FileVerdict.Deliver, _ledger.TakeFile(Run, 1, 2));
        Assert.Equal(FileVerdict.Deliver, _ledger.TakeFile(Run, 1, 3));
    }

    [Fact]
    public void TakeFile_RunIsNotKnown_BeginsWithItsFirstFile()
    {
        Assert.Equal(FileVerdict.Gap, _ledger.TakeFile(Run, 5, 6));
        Assert.Equal(FileVerdict.Deliver, _ledger.TakeFile(Run, 5, 5));
    }

    [Fact]
    public void Confirm_LinkStillBringsSome_WaitsForThem()
    {
        Link(1);

        Assert.Null(_ledger.Confirm(Run, 4));
        Assert.True(_ledger.TakeLink(Run, 2));
        Assert.True(_ledger.TakeLink(Run, 3));
        Assert.Equal(3, _ledger.Confirm(Run, 4));
    }

    [Fact]
    public void Confirm_Answered_NothingOfTheRunIsTakenAnyMore()
    {
        Link(1, 2);
        _ledger.EndLink(Run);

        Assert.Equal(2, _ledger.Confirm(Run, 4));
        Assert.False(_ledger.TakeLink(Run, 3));
        Assert.Equal(FileVerdict.Had, _ledger.TakeFile(Run, 3, 3));
        Assert.Equal(2, _ledger.Confirm(Run, 4));
        Assert.Equal(0, _ledger.Confirm("b@x.io/other", 4));
    }

    [Fact]
    public void BeginLink_NameWasAnothers_BeginsAnew()
    {
        Link(1, 2);
        _ledger.EndLink(Run);
        _ledger.Confirm(Run, 3);

        Link(1, 2, 3);
        _ledger.Forget(Run);

        Assert.Equal(FileVerdict.Deliver, _ledger.TakeFile(Run, 7, 7));
    }

    [Theory] // Pitfalls 132 and 133.
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Ledger_RandomWays_BringsEveryMessageOnceAndInOrder(int seed)
    {
        for (var round = 0; round < 300; round++)
        {
            new RunWorld(new Random((seed * 1000) + round)).Play();
        }
    }

    private void Link(params int[] numbers)
    {
        _ledger.BeginLink(Run);
        Assert.All(numbers, number => Assert.True(_ledger.TakeLink(Run, number)));
    }
}
