using Hotlink.Load.Measuring;

namespace Hotlink.Load.Tests.Measuring;

public sealed class SequenceTrackerTests
{
    [Fact]
    public void Take_InOrder_FindsNothing() => Assert.Equal((4, 0, 0), Counts(Take(1, 2, 3, 4)));

    [Fact]
    public void Take_WithAGap_CountsWhatCame() => Assert.Equal((3, 0, 0), Counts(Take(1, 2, 5)));

    [Fact]
    public void Take_OneLate_IsOutOfOrderAndNotTwice() => Assert.Equal((4, 0, 1), Counts(Take(1, 3, 2, 4)));

    [Fact]
    public void Take_OneTwice_IsADuplicate() => Assert.Equal((3, 2, 0), Counts(Take(1, 2, 2, 3, 1)));

    [Fact]
    public void Take_ALateOneTwice_IsBoth() => Assert.Equal((3, 1, 1), Counts(Take(1, 3, 2, 2)));

    [Fact]
    public void Take_StartingLate_ToleratesTheRestAfterwards() => Assert.Equal((3, 0, 2), Counts(Take(3, 1, 2)));

    [Fact]
    public void Take_OlderThanItsMemory_IsADuplicate()
    {
        var tracker = Take(1, SequenceTracker.Memory + 10);

        Assert.False(tracker.Take(2));
        Assert.True(tracker.Take(11));
    }

    [Fact]
    public void Take_AfterTheMemoryWentRound_DoesNotMixUpNumbers()
    {
        var tracker = Take(2);
        for (ulong number = 3; number <= SequenceTracker.Memory + 4; number++)
        {
            Assert.True(tracker.Take(number));
        }

        Assert.False(tracker.Take(SequenceTracker.Memory + 1));
        Assert.Equal(1, tracker.Duplicates);
    }

    [Fact]
    public void Take_AnyShuffle_LosesNoneAndCountsEachOnce()
    {
        var random = new Random(11);
        for (var round = 0; round < 50; round++)
        {
            var numbers = Enumerable.Range(1, 500).Select(static number => (ulong)number).ToArray();
            random.Shuffle(numbers);

            var tracker = Take([.. numbers, .. numbers]);

            Assert.Equal((500, 500), (tracker.Distinct, tracker.Duplicates));
        }
    }

    private static SequenceTracker Take(params ulong[] numbers)
    {
        var tracker = new SequenceTracker();
        foreach (var number in numbers)
        {
            tracker.Take(number);
        }

        return tracker;
    }

    private static (long Distinct, long Duplicates, long OutOfOrder) Counts(SequenceTracker tracker) =>
        (tracker.Distinct, tracker.Duplicates, tracker.OutOfOrder);
}
