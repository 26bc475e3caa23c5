namespace Hotlink.Domain.Access.Templates;

/// <summary>Stages that hand their value on, and perhaps a variable that keeps the last one.</summary>
internal sealed record TemplatePipeline(string? Variable, bool Declares, IReadOnlyList<TemplateCommand> Commands)
{
    public object? Evaluate(TemplateScope scope)
    {
        object? value = null;
        foreach (var command in Commands)
        {
            value = command.Evaluate(scope, value);
            if (value is null)
            {
                return null;
            }
        }

        if (Variable is not null && Declares)
        {
            scope.Declare(Variable, value!);
        }
        else if (Variable is not null)
        {
            scope.Assign(Variable, value!);
        }

        return value;
    }
}
