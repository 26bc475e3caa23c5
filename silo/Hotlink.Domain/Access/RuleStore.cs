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
            var changed = false;
            foreach (var (relative, rules) in changes)
            {
                if (rules is null)
                {
                    changed |= files.Remove(relative);
                }
                else if (files.Count < AccessLimits.RuleFilesPerDatasite || files.ContainsKey(relative))
                {
                    files[relative] = rules;
                    changed = true;
                }
                else
                {
                    refused.Add(relative);
                }
            }

            return changed ? Publish(datasite, files) : 0;
        }
    }

    private long Publish(string datasite, Dictionary<string, RuleSet> files)
    {
        _files[datasite] = files;
        var version = (_current.GetValueOrDefault(datasite)?.Version ?? 0) + 1;
        _current[datasite] = new DatasiteRules(datasite, version, RuleNode.Build(files));
        return version;
    }
}
