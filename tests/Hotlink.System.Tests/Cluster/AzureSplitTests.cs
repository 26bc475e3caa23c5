using Hotlink.System.Tests.Cluster.Kit;

namespace Hotlink.System.Tests.Cluster;

/// <summary>A node that doesn't reach the Azure table of the membership.</summary>
public sealed class AzureSplitTests(SharedAzurite azurite) : SplitTests(azurite);
