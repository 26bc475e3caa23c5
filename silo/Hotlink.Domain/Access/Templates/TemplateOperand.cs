namespace Hotlink.Domain.Access.Templates;

/// <summary>
/// A value in an expression. Values are <see cref="TemplateText"/>, <see cref="long"/>, <see cref="bool"/> or <see cref="TemplateData"/>;
/// null is a run that failed, which makes the rule match nothing.
/// </summary>
internal abstract record TemplateOperand
{
    /// <summary>The value itself.</summary>
    public sealed record Literal(object Value) : TemplateOperand;

    /// <summary>What "." means here.</summary>
    public sealed record Dot : TemplateOperand;

    /// <summary>A variable; the one without a name is the data of the request.</summary>
    public sealed record Variable(string Name) : TemplateOperand;

    /// <summary>A field of another value.</summary>
    public sealed record Field(TemplateOperand Of, string Name) : TemplateOperand;

    /// <summary>A function, with the arguments that follow it in its command.</summary>
    public sealed record Function(string Name) : TemplateOperand;

    /// <summary>An expression in parentheses.</summary>
    public sealed record Group(TemplatePipeline Pipeline) : TemplateOperand;

    /// <summary>The value; a function by itself is called without arguments.</summary>
    public object? Evaluate(TemplateScope scope) => this switch
    {
        Literal literal => literal.Value,
        Dot => scope.Dot,
        Variable variable => scope.Variable(variable.Name),
        Field field => (field.Of.Evaluate(scope) as TemplateData)?.Field(field.Name),
        Function function => TemplateFunctions.Call(function.Name, []),
        Group group => group.Pipeline.Evaluate(scope),
        _ => null,
    };
}
