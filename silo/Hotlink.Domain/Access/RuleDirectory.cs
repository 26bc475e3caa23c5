using Hotlink.Domain.Identity;
using Hotlink.Domain.Paths;

namespace Hotlink.Domain.Access;

/// <summary>The place of a rule file.</summary>
/// <param name="Datasite">The identity that owns it, in lower case.</param>
/// <param name="Relative">The directory below the datasite, "" for the datasite itself.</param>
/// <param name="Path">The whole directory as it was spelled, without anything to resolve.</param>
internal readonly record struct RuleDirectory(string Datasite, string Relative, string Path)
{
    /// <summary>The longest name of a datasite, in characters: longer ones can't be identities.</summary>
    public const int MaxDatasiteLength = EmailAddress.MaxBytes;

    /// <summary>Finds the place that a directory names; says why it can't hold rules otherwise.</summary>
    public static InstallRefusal Parse(string directory, out RuleDirectory place)
    {
        place = default;
        if (directory.Length > LenientPath.MaxLength)
        {
            return InstallRefusal.TooDeep;
        }

        var path = LenientPath.Normalize(directory, new char[directory.Length + 1]).ToString();
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var datasite = slash < 0 ? path : path[..slash];
        if (datasite is "." or ".." || datasite.Length > MaxDatasiteLength)
        {
            return InstallRefusal.NoDatasite;
        }

        if (path.AsSpan().Count('/') > AccessLimits.Depth)
        {
            return InstallRefusal.TooDeep;
        }

        place = new RuleDirectory(EmailAddress.Normalize(datasite), slash < 0 ? "" : path[(slash + 1)..], path);
        return InstallRefusal.None;
    }
}
