namespace Hotlink.Grains.Abstractions.Hosting;

/// <summary>
/// The keys of the grains. Neither a tenant's name nor a user's e-mail address holds a slash, so the parts can't be confused.
/// </summary>
public static class GrainKeys
{
    /// <summary>In how many parts a tenant's session ids are kept: enough that none of them is in much demand.</summary>
    public const int SessionIdParts = 64;

    /// <summary>
    /// A session grain: the directional path (tenant, sender, path). A path in the sender's own datasite names the sender already; another
    /// one stands behind a double slash, which no path holds.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="sender">Who sends.</param>
    /// <param name="path">The path, canonical.</param>
    public static string Session(string tenant, string sender, string path) =>
        path.Length > sender.Length && path[sender.Length] == '/' && path.StartsWith(sender, StringComparison.Ordinal)
            ? $"{tenant}/{path}"
            : $"{tenant}/{sender}//{path}";

    /// <summary>The grain that keeps a session id: always the same one of <see cref="SessionIdParts"/>, on every node.</summary>
    public static string SessionId(string tenant, string sessionId) => $"{tenant}/{HashOf(sessionId) % SessionIdParts}";

    /// <summary>A connection grain.</summary>
    public static string Connection(string tenant, string user, string connection) => $"{tenant}/{user}/{connection}";

    /// <summary>A datasite grain.</summary>
    public static string Datasite(string tenant, string email) => $"{tenant}/{email}";

    /// <summary>The grain that knows who is online in a tenant.</summary>
    public static string Presence(string tenant) => tenant;

    /// <summary>The tenant that a key belongs to: its first part.</summary>
    public static string TenantOf(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? key : key[..slash];
    }

    /// <summary>The rest of a key behind its tenant.</summary>
    public static string RestOf(string key) => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The path of a session grain's key.</summary>
    public static ReadOnlySpan<char> PathOf(string sessionKey)
    {
        var path = sessionKey.AsSpan(sessionKey.IndexOf('/', StringComparison.Ordinal) + 1);
        var slash = path.IndexOf('/') + 1;
        return slash < path.Length && path[slash] == '/' ? path[(slash + 1)..] : path;
    }

    /// <summary>Whether a connection grain's key is that of a user's connection, whatever the tenant.</summary>
    public static bool IsConnection(string key, string user, string connection)
    {
        var name = key.AsSpan(key.IndexOf('/', StringComparison.Ordinal) + 1);
        return name.Length == user.Length + 1 + connection.Length
            && name.EndsWith(connection) && name.StartsWith(user) && name[user.Length] == '/';
    }

    // FNV-1a, for the hash of the runtime is another one in each process.
    private static uint HashOf(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
        {
            hash = (hash ^ character) * 16777619;
        }

        return hash;
    }
}
