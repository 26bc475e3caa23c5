namespace Hotlink.Domain.Sessions;

/// <summary>One connection of one user: the unit that sends, receives, accepts and vanishes.</summary>
/// <param name="User">The user's e-mail address, lower case.</param>
/// <param name="Connection">The connection's id, unique in the cluster.</param>
public readonly record struct Peer(string User, string Connection);
