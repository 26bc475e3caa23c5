using Hotlink.Domain.Access;

namespace Hotlink.Grains.Access.Checking;

/// <summary>The names of the levels in commands and requests.</summary>
public static class AccessLevelNames
{
    /// <summary>All names, the lowest level first.</summary>
    public static IReadOnlyList<string> All { get; } = ["read", "create", "write", "admin"];

    /// <summary>The level of a name in any case; false for anything else, numbers included.</summary>
    public static bool TryParse(string? name, out AccessLevel level)
    {
        level = name?.ToLowerInvariant() switch
        {
            "read" => AccessLevel.Read,
            "create" => AccessLevel.Create,
            "write" => AccessLevel.Write,
            "admin" => AccessLevel.Admin,
            _ => 0,
        };
        return level != 0;
    }
}
