using Hotlink.Client.Timing;

namespace Hotlink.Client.Tests.Connection;

public sealed class DeadlineHeapTests
{
    [Fact]
    public void Heap_RandomSteps_IsWhatASortedListIs()
    {
        var random = new Random(5);
        var heap = new DeadlineHeap();
        var targets = Enumerable.Range(0, 50).Select(_ => new Target()).ToArray();
        var model = new Dictionary<Target, TimeSpan>();
        for (var step = 0; step < 20_000; step++)
        {
            var target = targets[random.Next(targets.Length)];
            if (random.Next(4) == 0)
            {
                heap.Set(target, null);
                model.Remove(target);
            }
            else
            {
                var at = TimeSpan.FromTicks(random.Next(1000));
                heap.Set(target, at);
                model[target] = at;
            }

            Assert.Equal(model.Count == 0 ? null : model.Values.Min(), heap.First);
        }

        var last = TimeSpan.Zero;
        while (heap.TryTake(TimeSpan.FromTicks(500), out var taken))
        {
            Assert.True(taken.HeapDeadline >= last && model.Remove((Target)taken));
            last = taken.HeapDeadline;
        }

        Assert.All(model.Values, at => Assert.True(at > TimeSpan.FromTicks(500)));
    }

    private sealed class Target : IDeadlineTarget
    {
        public int HeapIndex { get; set; } = -1;

        public TimeSpan HeapDeadline { get; set; }

        public void OnDeadline(TimeSpan now)
        {
        }
    }
}
