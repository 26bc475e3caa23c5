using Hotlink.Load.Client;

namespace Hotlink.Load.Tests.Client;

public sealed class WakeUpTests
{
    [Fact]
    public void WaitAsync_AfterASet_CompletesAtOnceAndOnce()
    {
        var wake = new WakeUp();
        wake.Set();
        wake.Set();

        Assert.True(wake.WaitAsync().IsCompletedSuccessfully);
        Assert.False(wake.WaitAsync().IsCompleted);
    }

    [Fact]
    public async Task WaitAsync_SetByManyThreads_MissesNone()
    {
        const int Threads = 4;
        const int Each = 20_000;
        var wake = new WakeUp();
        var given = 0;
        var setters = Enumerable.Range(0, Threads).Select(_ => Task.Run(() =>
        {
            for (var at = 0; at < Each; at++)
            {
                Interlocked.Increment(ref given);
                wake.Set();
            }
        })).ToArray();

        // Each waiting sees everything that was given before the wake-up; a lost one would let this hang.
        while (Volatile.Read(ref given) < Threads * Each)
        {
            await wake.WaitAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }

        await Task.WhenAll(setters);
        Assert.Equal(Threads * Each, given);
    }
}
