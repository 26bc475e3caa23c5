using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Local;

/// <summary>One turn at a time: which calls of one grain may be under way together, and in which order they come.</summary>
public sealed class TurnTests
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CallAsync_ManyCallers_NeverOverlap(bool reentrant)
    {
        const int Callers = 8;
        const int Calls = 300;
        var table = new ProbeTable(reentrant);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(
            async () =>
            {
                for (var i = 0; i < Calls; i++)
                {
                    await table.RunAsync("k", grain => AddTwiceAsync(grain, yields: (i + caller) % 3 == 0));
                }
            },
            TestContext.Current.CancellationToken)));
        Assert.Equal(Callers * Calls * 2, await table["k"].CallAsync(0, static (grain, number) => grain.AddAsync(number)));
    }

    [Fact]
    public async Task CallAsync_NotReentrant_StartsWhenTheOneBeforeIsThrough()
    {
        var table = new ProbeTable();
        var order = new List<int>();
        var calls = Enumerable.Range(0, 10).Select(number => table.RunAsync("k", grain => NoteAsync(order, number))).ToArray();
        Assert.Equal([0], order);
        _gate.SetResult();
        Assert.Equal(Enumerable.Range(0, 10), await Task.WhenAll(calls));
        Assert.Equal([0, 100, 1, 101, 2, 102], order.Take(6));
        Assert.Equal(Enumerable.Range(0, 10), order.Where(number => number < 100));
    }

    [Fact]
    public async Task CallAsync_Reentrant_InterleavesWhereACallAwaits()
    {
        var table = new ProbeTable(reentrant: true);
        var order = new List<int>();
        var first = table.RunAsync("k", grain => NoteAsync(order, 1));
        var second = table.RunAsync("k", grain => NoteAsync(order, 2));
        await table.RunAsync("k", _ => order.Add(3));
        Assert.Equal([1, 2, 3], order);
        _gate.SetResult();
        await Task.WhenAll(first, second);
        Assert.Equal([1, 2, 3, 101, 102], order);
    }

    [Fact]
    public async Task CallAsync_WhatIsAwaited_ComesBackInATurn()
    {
        var table = new ProbeTable();
        SynchronizationContext? during = null;
        SynchronizationContext? after = null;
        var before = SynchronizationContext.Current;
        var call = table.RunAsync("k", async grain =>
        {
            during = SynchronizationContext.Current;
            await Task.Run(() => { }, TestContext.Current.CancellationToken);
            after = SynchronizationContext.Current;
            return 0;
        });
        Assert.Same(before, SynchronizationContext.Current);
        await call;
        Assert.NotNull(during);
        Assert.Same(during, after);
    }

    [Fact]
    public async Task CallAsync_Failures_Travel()
    {
        var table = new ProbeTable();
        await Assert.ThrowsAsync<FormatException>(() => table.RunAsync("k", _ => throw new FormatException()));
        await Assert.ThrowsAsync<FormatException>(() => table.RunAsync("k", FailLaterAsync));
        var busy = table.RunAsync("k", _ => NoteAsync([], 1));
        var queued = table.RunAsync("k", _ => throw new FormatException());
        var queuedLater = table.RunAsync("k", FailLaterAsync);
        _gate.SetResult();
        await busy;
        await Assert.ThrowsAsync<FormatException>(() => queued);
        await Assert.ThrowsAsync<FormatException>(() => queuedLater);
        Assert.Equal(1, await table.RunAsync("k", grain => new(grain.Generation)));
    }

    [Fact]
    public async Task Turn_NobodyAwaitsItsFailure_IsLoggedAndTheGrainGoesOn()
    {
        var table = new ProbeTable();
        await table.RunAsync("k", _ => FailUnseen());
        await Eventually.EqualAsync(1, () => table.Errors.Lines.Count);
        Assert.Equal(1, await table.RunAsync("k", grain => new(grain.Generation)));

        static async void FailUnseen()
        {
            await Task.Yield();
            throw new FormatException();
        }
    }

    [Fact]
    public async Task CallAsync_Nested_NeverDeadlocks()
    {
        var table = new ProbeTable();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => table.RunAsync("0", grain => DownAsync(grain, 1)), TestContext.Current.CancellationToken)));
        Assert.Equal(4, await table["50"].CallAsync(0, static (grain, number) => grain.AddAsync(number)));
    }

    [Fact]
    public async Task CallAsync_BackToAReentrantCaller_NeverDeadlocks()
    {
        var table = new ProbeTable(reentrant: true);
        var result = await table.RunAsync("a", async grain =>
            await grain.Directory.GetGrain<IProbeGrain>("b").CallAsync(0, static (other, _) => other.RunAsync(async inner =>
                await inner.Directory.GetGrain<IProbeGrain>("a").CallAsync(7, static (back, number) => back.AddAsync(number)))));
        Assert.Equal(7, result);
    }

    [Fact]
    public async Task CallAsync_IdleGrain_AllocatesNothing()
    {
        var grain = new ProbeTable()["k"];
        await grain.CallAsync(1, static (probe, number) => probe.AddAsync(number));
        long before = 0;
        for (var i = 0; i < 2000; i++)
        {
            before = i == 1000 ? GC.GetAllocatedBytesForCurrentThread() : before;
            var call = grain.CallAsync(1, static (probe, number) => probe.AddAsync(number));
            Assert.True(call.IsCompletedSuccessfully);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static async ValueTask<int> AddTwiceAsync(ProbeGrain grain, bool yields)
    {
        grain.Alone(() => grain.Sum++);
        if (yields)
        {
            await Task.Yield();
        }

        grain.Alone(() => grain.Sum++);
        return 0;
    }

    private static async ValueTask<int> FailLaterAsync(ProbeGrain grain)
    {
        await Task.Yield();
        throw new FormatException();
    }

    private static async ValueTask<int> DownAsync(ProbeGrain grain, int depth)
    {
        if (depth > 50)
        {
            return await grain.AddAsync(1);
        }

        await Task.Yield();
        return await grain.Directory.GetGrain<IProbeGrain>($"{depth}").CallAsync(depth + 1, static (next, down) => next.RunAsync(inner => DownAsync(inner, down)));
    }

    private async ValueTask<int> NoteAsync(List<int> order, int number)
    {
        order.Add(number);
        await _gate.Task;
        order.Add(number + 100);
        return number;
    }
}
