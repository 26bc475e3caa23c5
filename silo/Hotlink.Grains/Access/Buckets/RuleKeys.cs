using Hotlink.Domain.Access;
using Hotlink.Domain.Identity;
using Hotlink.Domain.Paths;

namespace Hotlink.Grains.Access.Buckets;

/// <summary>Which keys of a bucket are rule files. Anybody who can write to the bucket chooses keys. Pure.</summary>
internal static class RuleKeys
{
    private const string Ending = "/" + RuleFile.Name;

    /// <summary>True when a key ends as those of rule files do.</summary>
    public static bool IsNamedLikeOne(string key) => key.EndsWith(Ending, StringComparison.Ordinal);

    /// <summary>The directory whose rule file a key is: in a datasite, and with nothing in its path that could mean another one.</summary>
    public static bool TryGetDirectory(string prefix, string key, out string directory)
    {
        directory = "";
        if (!IsNamedLikeOne(key) || !key.StartsWith(prefix, StringComparison.Ordinal) || key.Length < prefix.Length + Ending.Length
            || !CanonicalPath.IsCanonical(key.AsSpan(prefix.Length)))
        {
            return false;
        }

        directory = key[prefix.Length..^Ending.Length];
        return EmailAddress.IsValid(directory.Split('/', 2)[0]);
    }
}
