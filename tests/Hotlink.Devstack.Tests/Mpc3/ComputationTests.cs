using Mpc3.Computations;

namespace Hotlink.Devstack.Tests.Mpc3;

public sealed class ComputationTests
{
    private static readonly ulong[][] Inputs = [[1, 1, 2], [1, 2, 0], [1, 0, 2]];

    public static TheoryData<string, ulong[]> Known() => new()
    {
        { "sum", [3, 3, 4] },
        { "inner", [1] },
        { "sort", [0, 0, 1, 1, 1, 1, 2, 2, 2] },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public async Task Run_KnownVectors_GivesTheKnownResult(string name, ulong[] expected)
    {
        IComputation computation = name switch { "sum" => new Aggregation(), "inner" => new InnerProduct(), _ => new Sorting() };
        Assert.Equal(expected, computation.Plain(Inputs));
        await using var parties = await ThreeParties.StartAsync();
        var results = await parties.RunAsync(protocol => computation.RunAsync(protocol, Inputs[protocol.Party], CancellationToken.None));
        Assert.All(results, result => Assert.Equal(expected, result));
    }

    [Fact]
    public async Task Sort_ExtremeWords_OrdersThemUnsigned()
    {
        ulong[][] inputs = [[ulong.MaxValue, 0, 1UL << 63], [(1UL << 63) - 1, 1, ulong.MaxValue - 1], [2, 1UL << 32, ulong.MaxValue]];
        await using var parties = await ThreeParties.StartAsync();
        var sorting = new Sorting();
        var results = await parties.RunAsync(protocol => sorting.RunAsync(protocol, inputs[protocol.Party], CancellationToken.None));
        Assert.All(results, result => Assert.Equal(inputs.SelectMany(input => input).Order(), result));
    }

    [Fact]
    public async Task Iterate_ManySteps_EqualsThePlainResult()
    {
        var iteration = new Iteration(50);
        await using var parties = await ThreeParties.StartAsync();
        var results = await parties.RunAsync(protocol => iteration.RunAsync(protocol, Inputs[protocol.Party], CancellationToken.None));
        Assert.All(results, result => Assert.Equal(iteration.Plain(Inputs), result));
    }

    // A network that sorts all zeros and ones sorts everything (Knuth, volume 3, theorem 5.3.4Z).
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(11)]
    public void SortingNetwork_AllZerosAndOnes_SortsThem(int count)
    {
        SortingLayer[] layers = [.. SortingNetwork.LayersFor(count)];
        for (var pattern = 0; pattern < 1 << count; pattern++)
        {
            int[] bits = [.. Enumerable.Range(0, count).Select(bit => (pattern >> bit) & 1)];
            foreach (var (low, high) in layers.SelectMany(layer => layer.Low.Zip(layer.High)))
            {
                (bits[low], bits[high]) = (Math.Min(bits[low], bits[high]), Math.Max(bits[low], bits[high]));
            }

            Assert.Equal(bits.Order(), bits);
        }
    }

    [Fact]
    public void SortingNetwork_OfALayer_TouchesNoPositionTwice() =>
        Assert.All(SortingNetwork.LayersFor(37), layer => Assert.Equal(2 * layer.Low.Length, layer.Low.Concat(layer.High).Distinct().Count()));
}
