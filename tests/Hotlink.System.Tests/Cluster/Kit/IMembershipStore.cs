namespace Hotlink.System.Tests.Cluster.Kit;

/// <summary>Where the nodes of a test find each other. Started by the first test that needs it.</summary>
public interface IMembershipStore
{
    /// <summary>What the nodes call it: their <c>Cluster:Membership</c>.</summary>
    string Membership { get; }

    /// <summary>Why there is none here; null where there is.</summary>
    Task<string?> ObstacleAsync();

    /// <summary>Where it listens.</summary>
    Task<int> PortAsync();

    /// <summary>How nodes reach it.</summary>
    /// <param name="port">A port that leads to it; its own, where unset.</param>
    Task<string> ConnectionStringAsync(int? port = null);
}
