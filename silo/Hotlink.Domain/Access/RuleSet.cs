namespace Hotlink.Domain.Access;

/// <summary>A rule file in force: its rules, the most specific first, in the order of the file where two are equal. Immutable.</summary>
internal sealed class RuleSet
{
    private readonly CompiledRule[] _rules;
    private readonly ReaderSet _ownerOnly;
    private readonly ReaderSet _unknown;

    private RuleSet(string file, string owner, bool terminal, int weight, CompiledRule[] rules, IReadOnlyList<RuleProblem> problems)
    {
        File = file;
        Weight = weight;
        Terminal = terminal;
        Problems = problems;
        _rules = rules;
        _ownerOnly = new ReaderSet(false, false, [owner]);
        _unknown = new ReaderSet(false, true, [owner]);
    }

    /// <summary>The path of the file, relative to the root of the datasites.</summary>
    public string File { get; }

    public bool Terminal { get; }

    /// <summary>See <see cref="AccessLimits.DatasiteWeight"/>.</summary>
    public int Weight { get; }

    public IReadOnlyList<RuleProblem> Problems { get; }

    public static RuleSet Compile(string directory, string owner, RuleFile file)
    {
        var problems = new List<RuleProblem>();
        var rules = new List<CompiledRule>();
        foreach (var (index, rule) in file.Rules.Index().OrderByDescending(item => Specificity.Score(item.Item.Pattern)))
        {
            if (CompiledRule.Compile(rule, owner, out var kind, out var text) is { } compiled)
            {
                rules.Add(compiled);
            }
            else
            {
                problems.Add(new RuleProblem(index + 1, kind, text));
            }
        }

        return new RuleSet($"{directory}/{RuleFile.Name}", owner, file.Terminal, WeightOf(file), [.. rules], problems);
    }

    /// <summary>Decides about a path below the directory of the file.</summary>
    public AccessDecision Decide(string user, AccessLevel level, ReadOnlySpan<char> relative, DateOnly utcToday, RenderCache cache)
    {
        var budget = new StepBudget(StepBudget.Default);
        foreach (var rule in _rules)
        {
            var matches = rule.IsMatch(relative, user, utcToday, cache, ref budget);
            if (budget.IsSpent)
            {
                break;
            }

            if (matches)
            {
                var denial = rule.Check(user, level, ref budget);
                return budget.IsSpent
                    ? AccessDecision.Denied(AccessDenial.RulesTooCostly, File)
                    : new AccessDecision(denial == AccessDenial.None, denial, File, rule.Pattern);
            }
        }

        return AccessDecision.Denied(budget.IsSpent ? AccessDenial.RulesTooCostly : AccessDenial.NoRules, File);
    }

    /// <summary>Who may read a path below the directory of the file.</summary>
    public ReaderSet Readers(ReadOnlySpan<char> relative)
    {
        var budget = new StepBudget(StepBudget.Default);
        foreach (var rule in _rules)
        {
            if (rule.IsTemplate)
            {
                return _unknown;
            }

            var matches = rule.IsMatch(relative, ref budget);
            if (budget.IsSpent)
            {
                break;
            }

            if (matches)
            {
                return rule.Readers;
            }
        }

        return _ownerOnly;
    }

    private static int WeightOf(RuleFile file) => AccessLimits.FileWeight + file.Rules.Sum(rule =>
        rule.Admin.Concat(rule.Write).Concat(rule.Read).Append(rule.Pattern).Sum(text => AccessLimits.EntryWeight + text.Length));
}
