using Hotlink.Gateway.Files;

namespace Hotlink.Gateway.Tests.Files;

public sealed class OrderedGateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_FreeGate_IsImmediate()
    {
        var gate = new OrderedGate(stripes: 4);
        (await gate.EnterAsync("a", Token)).Dispose();
        Assert.True(gate.EnterAsync("a", Token).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Enter_WhileHeld_WaitsItsTurnInCallOrder()
    {
        var gate = new OrderedGate(stripes: 1);
        var first = await gate.EnterAsync("a", Token);
        var order = new List<int>();
        var rest = Enumerable.Range(0, 50).Select(i => EnterAsync(gate, order, i)).ToArray();
        Assert.All(rest, task => Assert.False(task.IsCompleted));
        first.Dispose();
        await Task.WhenAll(rest);
        Assert.Equal(Enumerable.Range(0, 50), order);
    }

    [Fact]
    public async Task Enter_GivenUp_LetsNobodyPastTheOneBefore()
    {
        var gate = new OrderedGate(stripes: 1);
        var first = await gate.EnterAsync("a", Token);
        using var source = new CancellationTokenSource();
        var second = gate.EnterAsync("a", source.Token);
        var third = gate.EnterAsync("a", Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        // Every chance to come in too early, which needs a few turns of the scheduler.
        for (var i = 0; i < 1_000; i++)
        {
            await Task.Yield();
        }

        Assert.False(third.IsCompleted);
        first.Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task Dispose_Twice_IsHarmless()
    {
        var gate = new OrderedGate(stripes: 1);
        var first = await gate.EnterAsync("a", Token);
        first.Dispose();
        var second = await gate.EnterAsync("a", Token);
        first.Dispose();
        Assert.False(gate.EnterAsync("a", Token).IsCompleted);
        second.Dispose();
    }

    private static async Task EnterAsync(OrderedGate gate, List<int> order, int i)
    {
        using var turn = await gate.EnterAsync("a", Token);
        order.Add(i);
    }
}
