using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Local;

/// <summary>A grain that holds nothing ends, and comes to life again with the next call.</summary>
public sealed class GrainEndTests
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ProbeTable _table = new();

    [Fact]
    public async Task CallAsync_GrainIsIdleAfterwards_Ends()
    {
        await _table.RunAsync("k", grain => { });
        Assert.Equal(1, _table.Count);
        await EndAsync();
        Assert.Equal(0, _table.Count);
        Assert.Equal(2, await _table.RunAsync("k", grain => new(grain.Generation)));
    }

    [Fact]
    public async Task CallAsync_OtherCallsUnderWay_KeepTheGrain()
    {
        var table = new ProbeTable(reentrant: true);
        var call = table.RunAsync("k", async grain =>
        {
            await _gate.Task;
            return grain.Generation;
        });
        await table.RunAsync("k", grain => grain.Stays = false);
        Assert.Equal(1, table.Count);
        _gate.SetResult();
        Assert.Equal(1, await call);
        await Eventually.EqualAsync(0, () => table.Count);
    }

    [Fact]
    public async Task CallAsync_GrainIsEnding_WaitsAndWakesANewOne()
    {
        _table.Deactivate = async () => await _gate.Task;
        var reference = _table["k"];
        await EndAsync();
        var calls = Enumerable.Range(0, 5).Select(_ => reference.CallAsync(0, static (grain, _) => grain.RunAsync(probe => new(probe.Generation))).AsTask());
        var all = Task.WhenAll(calls);
        Assert.False(all.IsCompleted);
        _gate.SetResult();
        Assert.All(await all, generation => Assert.Equal(2, generation));
    }

    [Fact]
    public async Task CallAsync_GrainsThatKeepEnding_LoseNoCall()
    {
        var sum = 0;
        _table.Deactivate = async () => await Task.Yield();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                var reference = _table["k"];
                for (var i = 0; i < 300; i++)
                {
                    await reference.CallAsync(0, (grain, _) => grain.RunAsync(probe =>
                    {
                        probe.Alone(() => sum++);
                        probe.Stays = false;
                        return new(0);
                    }));
                }
            },
            TestContext.Current.CancellationToken)));
        Assert.Equal(1200, sum);
        await Eventually.EqualAsync(0, () => _table.Count);
    }

    [Fact]
    public async Task OnDeactivateAsync_Fails_IsLoggedAndTheKeyIsFree()
    {
        _table.Deactivate = () => throw new FormatException();
        await EndAsync();
        await Eventually.EqualAsync(0, () => _table.Count);
        Assert.Single(_table.Errors.Lines);
        Assert.Equal(2, await _table.RunAsync("k", grain => new(grain.Generation)));
    }

    private Task<int> EndAsync() => _table.RunAsync("k", grain => grain.Stays = false);
}
