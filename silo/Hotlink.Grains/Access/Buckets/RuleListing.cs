using Hotlink.Domain.Access;
using Hotlink.Domain.Identity;

namespace Hotlink.Grains.Access.Buckets;

/// <summary>The rule files that one walk through the pages of a bucket came across. Not thread-safe.</summary>
/// <param name="prefix">What their keys begin with.</param>
internal sealed class RuleListing(string prefix)
{
    private readonly Dictionary<string, RuleObject> _byName = new(StringComparer.Ordinal);
    private int _odd;
    private int _shadowed;

    /// <summary>By the name of their directory, the datasite in lower case.</summary>
    public IReadOnlyDictionary<string, RuleObject> ByName => _byName;

    /// <summary>What was left out. One entry for each kind, however much there is of it.</summary>
    public IEnumerable<RuleFileProblem> Problems =>
    [
        .. ProblemOf(_odd, "objects are named like rule files, but lie in no datasite"),
        .. ProblemOf(_shadowed, "rule files belong to a datasite that is there in other letters, too"),
    ];

    /// <summary>The name that a directory goes by: that of its rules.</summary>
    public static string NameOf(string directory)
    {
        var datasite = directory.Split('/', 2)[0];
        return EmailAddress.Normalize(datasite) + directory[datasite.Length..];
    }

    /// <summary>Takes a page of the listing. Of two datasites that differ in case only, the one in lower case counts.</summary>
    public void Add(IEnumerable<BucketObject> page)
    {
        foreach (var item in page.Where(item => RuleKeys.IsNamedLikeOne(item.Key)))
        {
            if (!RuleKeys.TryGetDirectory(prefix, item.Key, out var directory))
            {
                _odd++;
                continue;
            }

            var (name, found) = (NameOf(directory), new RuleObject(directory, item));
            if (_byName.TryGetValue(name, out var other))
            {
                _shadowed++;
                found = directory == name || (other.Directory != name && string.CompareOrdinal(directory, other.Directory) < 0) ? found : other;
            }

            _byName[name] = found;
        }
    }

    private static RuleFileProblem[] ProblemOf(int count, string what) =>
        count > 0 ? [new RuleFileProblem($"*/{RuleFile.Name}", $"{count} {what}", RuleFileEffect.Ignored)] : [];
}
