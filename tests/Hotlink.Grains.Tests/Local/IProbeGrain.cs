using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Tests.Local;

/// <summary>A grain that does what a test wants.</summary>
internal interface IProbeGrain : IHotlinkGrain
{
    ValueTask<int> RunAsync(Func<ProbeGrain, ValueTask<int>> work);

    ValueTask<int> AddAsync(int number);
}
