namespace Hotlink.Grains.Tests.Kit;

public sealed class TestTimeProviderTests
{
    private readonly TestTimeProvider _time = new();

    [Theory]
    [InlineData(1)]
    [InlineData(29_999_999)]
    [InlineData(300_000_000)]
    [InlineData(864_000_000_001)]
    public void GetElapsedTime_AfterAdvance_IsExact(long ticks)
    {
        var before = _time.GetElapsedTime(0);
        _time.Advance(TimeSpan.FromTicks(ticks));
        Assert.Equal(ticks, (_time.GetElapsedTime(0) - before).Ticks);
    }

    [Fact]
    public void Advance_TimersDue_FireInOrderAtTheirTime()
    {
        var start = _time.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = Timer("late", 3, 0);
        using var early = Timer("early", 1, 0);
        using var often = Timer("often", 2, 2);
        using var never = Timer("never", 9, 0);
        using var gone = Timer("gone", 1, 0);
        gone.Dispose();
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal([("early", Seconds(1)), ("often", Seconds(2)), ("late", Seconds(3)), ("often", Seconds(4))], fired);
        Assert.Equal(2, _time.TimerCount);

        ITimer Timer(string name, int due, int period) =>
            _time.CreateTimer(_ => fired.Add((name, _time.GetUtcNow() - start)), null, Seconds(due), Seconds(period));
    }

    private static TimeSpan Seconds(int count) => TimeSpan.FromSeconds(count);
}
