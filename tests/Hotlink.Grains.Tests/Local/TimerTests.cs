using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Local;

/// <summary>A grain's timers fire in turns of their own.</summary>
public sealed class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly TaskCompletionSource _fired = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ProbeTable _table = new();

    [Fact]
    public async Task StartTimer_Due_FiresInATurn()
    {
        SynchronizationContext? turn = null;
        SynchronizationContext? timer = null;
        await _table.RunAsync("k", grain =>
        {
            turn = SynchronizationContext.Current;
            grain.StartProbe(Second, () =>
            {
                timer = SynchronizationContext.Current;
                _fired.SetResult();
                return ValueTask.CompletedTask;
            });
        });
        _table.Time.Advance(Second - TimeSpan.FromTicks(1));
        Assert.False(_fired.Task.IsCompleted);
        _table.Time.Advance(TimeSpan.FromTicks(1));
        await _fired.Task;
        Assert.Same(turn, timer);
    }

    [Fact]
    public async Task StartTimer_DueDuringATurn_WaitsForItsEnd()
    {
        await _table.RunAsync("k", grain => grain.Alone(() =>
        {
            grain.StartProbe(Second, () =>
            {
                grain.Alone(_fired.SetResult);
                return ValueTask.CompletedTask;
            });
            _table.Time.Advance(Second);
            Assert.False(_fired.Task.IsCompleted);
        }));
        await _fired.Task;
    }

    [Fact]
    public async Task StartTimer_DisposedWhenAlreadyDue_NeverFires()
    {
        var fired = false;
        await _table.RunAsync("k", grain =>
        {
            var timer = grain.StartProbe(Second, () =>
            {
                fired = true;
                return ValueTask.CompletedTask;
            });
            grain.StartProbe(Second, () =>
            {
                _fired.SetResult();
                return ValueTask.CompletedTask;
            });
            _table.Time.Advance(Second);
            timer.Dispose();
        });
        await _fired.Task;
        Assert.False(fired);
    }

    [Fact]
    public async Task StartTimer_CallbackAwaits_TheGrainStaysUntilItIsThrough()
    {
        await _table.RunAsync("k", grain =>
        {
            grain.StartProbe(Second, async () =>
            {
                grain.Stays = false;
                _fired.SetResult();
                await _gate.Task;
                grain.Sum = 5;
            });
        });
        _table.Time.Advance(Second);
        await _fired.Task;
        var call = _table.RunAsync("k", grain => new((grain.Generation * 100) + grain.Sum));
        Assert.False(call.IsCompleted);
        _gate.SetResult();
        Assert.Equal(105, await call);
        await Eventually.EqualAsync(0, () => _table.Count);
    }

    [Fact]
    public async Task StartTimer_CallbackFails_IsLogged()
    {
        await _table.RunAsync("k", grain => grain.StartProbe(Second, () => throw new FormatException("at once")));
        await _table.RunAsync("k", grain => grain.StartProbe(Second, async () =>
        {
            await Task.Yield();
            throw new FormatException("later");
        }));
        _table.Time.Advance(Second);
        await Eventually.EqualAsync(2, () => _table.Errors.Lines.Count);
        Assert.Equal(1, await _table.RunAsync("k", grain => new(grain.Generation)));
    }
}
