namespace Hotlink.Grains.Tests.Orleans;

/// <inheritdoc/>
public sealed class TwoSiloGrainHost : OrleansGrainHost;
