namespace Hotlink.Node.Cluster;

/// <summary>The database of a local cluster.</summary>
/// <param name="Folder">Where its files are.</param>
/// <param name="Port">Where it listens.</param>
/// <param name="Password">The password of its user.</param>
internal sealed record ClusterDatabase(string Folder, int Port, string Password);
