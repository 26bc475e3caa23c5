using Hotlink.Load.Measuring;

namespace Hotlink.Load.Tests.Measuring;

public sealed class LatencyHistogramTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    [InlineData(0.999)]
    public void Percentile_OfManyDurations_IsAtMostOnePercentOff(double share)
    {
        var random = new Random(7);
        long[] durations = [.. Enumerable.Range(0, 20_000).Select(_ => (long)Math.Exp(random.NextDouble() * 23))];
        var histogram = Of(durations);

        var exact = durations.Order().ElementAt((int)Math.Ceiling(share * durations.Length) - 1);

        Assert.InRange(histogram.Percentile(share), exact, exact * 1.008 + 1);
    }

    [Fact]
    public void Percentile_OfEveryBucketBoundary_IsNeverBelowTheValue()
    {
        for (var bits = 0; bits < 36; bits++)
        {
            foreach (var value in (long[])[(1L << bits) - 1, 1L << bits, (1L << bits) + 1])
            {
                Assert.Equal(value, Of(value).Percentile(1));
            }
        }
    }

    [Fact]
    public void Percentile_OfNothing_IsZero() => Assert.Equal(0, new LatencyHistogram().Percentile(0.99));

    [Fact]
    public void Record_BeyondTheRange_KeepsTheMaximumExact()
    {
        var histogram = Of(5, 3_600_000_000_000);

        Assert.Equal(3_600_000_000_000, histogram.Max);
        Assert.Equal(2, histogram.Count);
        Assert.Equal(5, histogram.Percentile(0.5));
    }

    [Fact]
    public void Record_LessThanZero_CountsAsZero() => Assert.Equal((1, 0), (Of(-4).Count, Of(-4).Max));

    [Fact]
    public void Add_Another_IsAsIfOneHadRecordedBoth()
    {
        var (sum, all) = (Of(1, 2_000, 300_000), Of(1, 2_000, 300_000, 7, 9_000_000));

        sum.Add(Of(7, 9_000_000));

        Assert.Equal((all.Count, all.Max, all.Mean), (sum.Count, sum.Max, sum.Mean));
        Assert.All([0.1, 0.3, 0.5, 0.7, 1.0], share => Assert.Equal(all.Percentile(share), sum.Percentile(share)));
    }

    private static LatencyHistogram Of(params long[] durations)
    {
        var histogram = new LatencyHistogram();
        foreach (var duration in durations)
        {
            histogram.Record(duration);
        }

        return histogram;
    }
}
