namespace Hotlink.Domain.Access.Templates;

/// <summary>A part of a template that can be run.</summary>
internal abstract record TemplateNode
{
    /// <summary>What stands outside of the braces.</summary>
    public sealed record Text(TemplateText Value) : TemplateNode;

    /// <summary>An expression whose value is written, unless it goes to a variable.</summary>
    public sealed record Action(TemplatePipeline Pipeline) : TemplateNode;

    /// <summary><c>if</c>, or <c>with</c>, which also makes the value the new ".".</summary>
    public sealed record Branch(TemplatePipeline Condition, bool SetsDot, IReadOnlyList<TemplateNode> Then, IReadOnlyList<TemplateNode> Else)
        : TemplateNode;

    /// <summary>Runs the nodes in turn; false when one fails.</summary>
    public static bool RunAll(IReadOnlyList<TemplateNode> nodes, TemplateScope scope) => nodes.All(node => node.Run(scope));

    private bool Run(TemplateScope scope) => this switch
    {
        Text text => scope.Write(text.Value),
        Action { Pipeline.Variable: not null } action => action.Pipeline.Evaluate(scope) is not null,
        Action action => TemplateFunctions.ToText(action.Pipeline.Evaluate(scope)) is { } text && scope.Write(text),
        Branch branch => RunBranch(branch, scope),
        _ => false,
    };

    private static bool RunBranch(Branch branch, TemplateScope scope)
    {
        var (mark, dot) = (scope.Enter(), scope.Dot);
        if (branch.Condition.Evaluate(scope) is not { } value)
        {
            return false;
        }

        var isTrue = TemplateFunctions.IsTrue(value);
        scope.Dot = isTrue && branch.SetsDot ? value : dot;
        var done = RunBlock(isTrue ? branch.Then : branch.Else, scope);
        scope.Dot = dot;
        scope.Leave(mark);
        return done;
    }

    private static bool RunBlock(IReadOnlyList<TemplateNode> nodes, TemplateScope scope)
    {
        var mark = scope.Enter();
        var done = RunAll(nodes, scope);
        scope.Leave(mark);
        return done;
    }
}
