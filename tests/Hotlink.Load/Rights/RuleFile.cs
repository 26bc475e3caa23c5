using System.Text;
using Hotlink.Load.Settings;

namespace Hotlink.Load.Rights;

/// <summary>The access rules that let the made-up users read what one of them sends.</summary>
internal static class RuleFile
{
    /// <summary>The name that rule files have.</summary>
    public const string Name = "syft.pub.yaml";

    /// <summary>The first line, by which an own file is known.</summary>
    public const string Mark = "# Written by hotlink bench.";

    /// <summary>Its path.</summary>
    public static string PathOf(AccessSettings access, string user) => $"{access.Path.Folder(user)}/{Name}";

    /// <summary>Its content.</summary>
    public static byte[] Content(AccessSettings access) => Encoding.UTF8.GetBytes(
        $"{Mark}\nterminal: false\nrules:\n  - pattern: '**'\n    access:\n      read: ['bench-*@{access.UserDomain}']\n");
}
