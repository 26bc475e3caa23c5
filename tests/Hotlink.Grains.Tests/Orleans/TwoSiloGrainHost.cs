namespace Hotlink.Grains.Tests.Orleans;

/// <summary>The grains in a cluster of two real silos: half of the calls cross from one to the other.</summary>
public sealed class TwoSiloGrainHost() : OrleansGrainHost(2);
