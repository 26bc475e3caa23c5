namespace Hotlink.Domain.Access.Templates;

/// <summary>The state of one run of a template: its variables, what "." means, and what was written so far.</summary>
internal sealed class TemplateScope(TemplateData data)
{
    private readonly Stack<(string Name, object Value)> _variables = new([("", data)]);

    public object Dot { get; set; } = data;

    public TemplateText Output { get; private set; } = TemplateText.Empty;

    /// <summary>How many variables there are: give it to <see cref="Leave"/> at the end of a block.</summary>
    public int Enter() => _variables.Count;

    public void Leave(int mark)
    {
        while (_variables.Count > mark)
        {
            _variables.Pop();
        }
    }

    public object? Variable(string name)
    {
        foreach (var (known, value) in _variables)
        {
            if (known == name)
            {
                return value;
            }
        }

        return null;
    }

    public void Declare(string name, object value) => _variables.Push((name, value));

    public void Assign(string name, object value)
    {
        var above = new Stack<(string, object)>();
        while (_variables.Peek().Name != name)
        {
            above.Push(_variables.Pop());
        }

        _variables.Pop();
        _variables.Push((name, value));
        foreach (var variable in above)
        {
            _variables.Push(variable);
        }
    }

    /// <summary>False when the output gets longer than a pattern may be.</summary>
    public bool Write(TemplateText text)
    {
        if (Output.Append(text) is not { } longer)
        {
            return false;
        }

        Output = longer;
        return true;
    }
}
