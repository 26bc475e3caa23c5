using Hotlink.Client.Streams;

namespace Hotlink.Client.Tests.Streams;

public sealed class ByteQueueTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Queue_RandomSteps_IsWhatAListIs(int seed)
    {
        var random = new Random(seed);
        var queue = new ByteQueue();
        var model = new List<byte>();
        var start = 0;
        for (var step = 0; step < 2000; step++)
        {
            switch (random.Next(4))
            {
                case 0 or 1:
                    var added = new byte[random.Next(0, 50_000)];
                    random.NextBytes(added);
                    queue.Append(added);
                    model.AddRange(added);
                    break;
                case 2:
                    start += random.Next(0, Math.Min(70_000, model.Count - start) + 1);
                    queue.DiscardTo(start);
                    break;
                default:
                    var at = random.Next(start, model.Count + 1);
                    var wanted = new byte[random.Next(0, Math.Min(90_000, model.Count - at) + 1)];
                    queue.CopyTo(at, wanted);
                    Assert.True(wanted.AsSpan().SequenceEqual(model.GetRange(at, wanted.Length).ToArray()));
                    break;
            }

            Assert.Equal((start, model.Count, model.Count - start), (queue.Start, queue.End, queue.Length));
        }
    }

    [Fact]
    public void DiscardTo_BeyondTheEnd_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new ByteQueue().DiscardTo(1));
}
