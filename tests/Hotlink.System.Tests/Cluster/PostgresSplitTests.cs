using Hotlink.System.Tests.Cluster.Kit;

namespace Hotlink.System.Tests.Cluster;

/// <summary>A node that doesn't reach the PostgreSQL database of the membership.</summary>
public sealed class PostgresSplitTests(SharedPostgres postgres) : SplitTests(postgres);
