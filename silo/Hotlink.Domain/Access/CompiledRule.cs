using Hotlink.Domain.Access.Templates;

namespace Hotlink.Domain.Access;

/// <summary>One rule of a file, ready to be asked. Immutable.</summary>
internal sealed class CompiledRule
{
    private readonly PathPattern? _fixed;
    private readonly PathTemplate? _template;
    private readonly PrincipalList _admin;
    private readonly PrincipalList _write;
    private readonly PrincipalList _read;

    private CompiledRule(AccessRule rule, string owner, PathPattern? pattern, PathTemplate? template)
    {
        Pattern = rule.Pattern;
        _fixed = pattern;
        _template = template;
        _admin = new PrincipalList(rule.Admin);
        _write = new PrincipalList(rule.Write);
        _read = new PrincipalList(rule.Read);
        Readers = FindReaders(owner);
    }

    /// <summary>The pattern as it is written in the file.</summary>
    public string Pattern { get; }

    public bool IsTemplate => _template is not null;

    /// <summary>Who may read what the rule matches.</summary>
    public ReaderSet Readers { get; }

    /// <summary>The rule, or null and what is wrong with its pattern.</summary>
    public static CompiledRule? Compile(AccessRule rule, string owner, out RuleProblemKind kind, out string problem)
    {
        kind = RuleProblemKind.MalformedTemplate;
        problem = "";
        if (Specificity.IsTemplate(rule.Pattern))
        {
            try
            {
                return new CompiledRule(rule, owner, null, PathTemplate.Compile(rule.Pattern));
            }
            catch (TemplateException exception)
            {
                problem = $"the pattern is not a valid template: {exception.Message}";
                return null;
            }
        }

        if (PathPattern.Of(rule.Pattern) is { } pattern)
        {
            return new CompiledRule(rule, owner, pattern, null);
        }

        kind = RuleProblemKind.MalformedPattern;
        problem = "the pattern is not a valid glob";
        return null;
    }

    public bool IsMatch(ReadOnlySpan<char> relative, string user, DateOnly utcToday, RenderCache cache, ref StepBudget budget)
    {
        var pattern = _template is null ? _fixed : cache.Get(_template, user, utcToday, ref budget);
        return pattern is not null && pattern.IsMatch(relative, ref budget);
    }

    /// <summary>Matches the path for no user in particular; only for rules that are not templates.</summary>
    public bool IsMatch(ReadOnlySpan<char> relative, ref StepBudget budget) => _fixed!.IsMatch(relative, ref budget);

    /// <summary>Why the user may not; <see cref="AccessDenial.None"/> if they may.</summary>
    public AccessDenial Check(string user, AccessLevel level, ref StepBudget budget)
    {
        if (_admin.Contains(user, ref budget))
        {
            return AccessDenial.None;
        }

        if (level == AccessLevel.Admin)
        {
            return AccessDenial.NoAdminAccess;
        }

        if (_write.Contains(user, ref budget))
        {
            return AccessDenial.None;
        }

        if (level != AccessLevel.Read)
        {
            return AccessDenial.NoWriteAccess;
        }

        return _read.Contains(user, ref budget) ? AccessDenial.None : AccessDenial.NoReadAccess;
    }

    private ReaderSet FindReaders(string owner)
    {
        PrincipalList[] lists = [_admin, _write, _read];
        var everyone = lists.Any(list => list.Everyone);
        var needsCheck = !everyone && lists.Any(list => list.HasGlobs);
        string[] named = everyone || needsCheck ? [] : [.. lists.SelectMany(list => list.Users)];
        return new ReaderSet(everyone, needsCheck, [.. named.Prepend(owner).Distinct()]);
    }
}
