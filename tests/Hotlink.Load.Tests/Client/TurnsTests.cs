using Hotlink.Load.Client;

namespace Hotlink.Load.Tests.Client;

public sealed class TurnsTests
{
    [Fact]
    public void IsOver_WithoutWaiting_IsTrueEveryFourthTime()
    {
        var turns = default(Turns);

        Assert.Equal([false, false, false, true, false, false, false, true], Enumerable.Range(0, 8).Select(_ => turns.IsOver(waited: false)).ToArray());
    }

    [Fact]
    public void IsOver_AfterWaiting_StartsOver()
    {
        var turns = default(Turns);

        Assert.Equal([false, false, false, false, false], ((bool[])[false, false, true, false, false]).Select(waited => turns.IsOver(waited)).ToArray());
    }
}
