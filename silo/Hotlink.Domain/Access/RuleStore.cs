using System.Collections.Concurrent;

namespace Hotlink.Domain.Access;

/// <summary>The rules of all datasites: changed by one writer at a time, read without locks.</summary>
internal sealed class RuleStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<string, RuleSet>> _files = [];
    private readonly ConcurrentDictionary<string, DatasiteRules> _current = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DatasiteRules>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public RuleStore() => _lookup = _current.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The rules of a datasite, named in lower case; null when it never had any.</summary>
    public DatasiteRules? Find(ReadOnlySpan<char> datasite) => _lookup.TryGetValue(datasite, out var rules) ? rules : null;

    /// <summary>
    /// Carries out changes to one datasite at once; a rule set of null removes the file. Returns the version that they made, or 0 when
    /// nothing changed, and the changes that did not fit.
    /// </summary>
    public long Apply(string datasite, IEnumerable<(string Relative, RuleSet? Rules)> changes, ICollection<string> refused)
    {
        lock (_gate)
        {
            var files = _files.GetValueOrDefault(datasite) ?? [];
            var weight = files.Values.Sum(rules => rules.Weight);
            var changed = false;
            foreach (var (relative, rules) in changes)
            {
                var added = (rules?.Weight ?? 0) - (files.GetValueOrDefault(relative)?.Weight ?? 0);
                if (weight + added > AccessLimits.DatasiteWeight && added > 0)
                {
                    refused.Add(relative);
                    continue;
                }

                weight += added;
                changed |= Put(files, relative, rules);
            }

            return changed ? Publish(datasite, files) : 0;
        }
    }

    private static bool Put(Dictionary<string, RuleSet> files, string relative, RuleSet? rules)
    {
        if (rules is null)
        {
            return files.Remove(relative);
        }

        files[relative] = rules;
        return true;
    }

    private long Publish(string datasite, Dictionary<string, RuleSet> files)
    {
        _files[datasite] = files;
        var version = (_current.GetValueOrDefault(datasite)?.Version ?? 0) + 1;
        _current[datasite] = new DatasiteRules(datasite, version, RuleNode.Build(files));
        return version;
    }
}
