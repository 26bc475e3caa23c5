namespace Hotlink.Gateway.Files;

/// <summary>
/// Names of files that are being written. No client and no rule file has such a name, and a path that has one is refused.
/// </summary>
internal static class TemporaryFile
{
    public const string Pattern = Prefix + "*" + Suffix;

    private const string Prefix = ".hotlink-";
    private const string Suffix = ".tmp";

    public static string NewName() => $"{Prefix}{Guid.NewGuid():N}{Suffix}";

    public static bool IsName(string name) =>
        name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);
}
