namespace Hotlink.Domain.Access.Templates;

/// <summary>One stage of a pipeline: a value, or a function and its arguments.</summary>
internal sealed record TemplateCommand(IReadOnlyList<TemplateOperand> Operands)
{
    /// <summary>The value of the stage; <paramref name="previous"/> is what the stage before it made, or null in the first.</summary>
    public object? Evaluate(TemplateScope scope, object? previous)
    {
        if (Operands[0] is not TemplateOperand.Function function)
        {
            return Operands.Count == 1 && previous is null ? Operands[0].Evaluate(scope) : null;
        }

        if (function.Name is "and" or "or")
        {
            return EvaluateLogic(scope, previous, stopAt: function.Name == "or");
        }

        var arguments = new List<object>();
        foreach (var operand in Operands.Skip(1))
        {
            if (operand.Evaluate(scope) is not { } value)
            {
                return null;
            }

            arguments.Add(value);
        }

        if (previous is not null)
        {
            arguments.Add(previous);
        }

        return TemplateFunctions.Call(function.Name, arguments);
    }

    // The first argument that settles it, or the last one; those behind it are not looked at.
    private object? EvaluateLogic(TemplateScope scope, object? previous, bool stopAt)
    {
        object? value = null;
        foreach (var operand in Operands.Skip(1))
        {
            value = operand.Evaluate(scope);
            if (value is null || TemplateFunctions.IsTrue(value) == stopAt)
            {
                return value;
            }
        }

        return previous ?? value;
    }
}
