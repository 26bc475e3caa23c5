namespace Hotlink.Domain.Access.Templates;

/// <summary>A pattern with <c>{{…}}</c>: the part of Go's text/template that rule files use. Immutable, thread-safe.</summary>
internal sealed class PathTemplate
{
    private readonly IReadOnlyList<TemplateNode> _nodes;

    private PathTemplate(IReadOnlyList<TemplateNode> nodes, bool isDated) => (_nodes, IsDated) = (nodes, isDated);

    /// <summary>The result is only good until midnight (UTC).</summary>
    public bool IsDated { get; }

    /// <summary>Reads a template; throws <see cref="TemplateException"/> for one that can't be run.</summary>
    public static PathTemplate Compile(string pattern)
    {
        var (nodes, isDated) = TemplateParser.Parse(pattern);
        return new PathTemplate(nodes, isDated);
    }

    /// <summary>The pattern for this user and day; null when the run fails, and then the rule matches nothing.</summary>
    public TemplateText? Render(string user, DateOnly utcToday)
    {
        var scope = new TemplateScope(new TemplateData(user, utcToday));
        return TemplateNode.RunAll(_nodes, scope) ? scope.Output : null;
    }
}
