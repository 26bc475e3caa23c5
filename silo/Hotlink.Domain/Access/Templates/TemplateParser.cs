namespace Hotlink.Domain.Access.Templates;

/// <summary>Reads the words of a template. What is left out of Go's language: range, define, block, template, nil, floats.</summary>
internal sealed class TemplateParser
{
    private const int MaxNesting = 32;

    private readonly List<TemplateToken> _tokens;
    private readonly Stack<string> _variables = new([""]);
    private int _at;
    private int _nesting;

    private TemplateParser(List<TemplateToken> tokens) => _tokens = tokens;

    /// <summary>True when a field that was read changes at midnight.</summary>
    public bool IsDated { get; private set; }

    public static (IReadOnlyList<TemplateNode> Nodes, bool IsDated) Parse(string pattern)
    {
        var parser = new TemplateParser(TemplateLexer.Scan(pattern));
        var nodes = parser.ParseNodes();
        if (parser.Current.Kind != TemplateTokenKind.Eof)
        {
            throw new TemplateException($"unexpected {parser.Next().Text}");
        }

        return (nodes, parser.IsDated);
    }

    private TemplateToken Current => _tokens[_at];

    private TemplateToken Next() => _tokens[_at++];

    /// <summary>Reads up to <c>{{end}}</c>, <c>{{else}}</c> or the end of the pattern, of which the braces are taken already.</summary>
    private List<TemplateNode> ParseNodes()
    {
        var nodes = new List<TemplateNode>();
        while (true)
        {
            if (Current.Kind == TemplateTokenKind.Text)
            {
                nodes.Add(new TemplateNode.Text(TemplateText.OfRule(Next().Text)));
            }
            else if (Current.Kind == TemplateTokenKind.Eof || IsKeyword(_tokens[_at + 1], "end") || IsKeyword(_tokens[_at + 1], "else"))
            {
                _at += Current.Kind == TemplateTokenKind.Eof ? 0 : 1;
                return nodes;
            }
            else
            {
                _at++;
                nodes.Add(ParseAction());
            }
        }
    }

    private TemplateNode ParseAction()
    {
        if (Current.Kind != TemplateTokenKind.Keyword)
        {
            return new TemplateNode.Action(ParsePipeline(TemplateTokenKind.End));
        }

        var keyword = Next().Text;
        return keyword is "if" or "with" ? ParseBranch(keyword) : throw new TemplateException($"{keyword} is not supported");
    }

    private TemplateNode.Branch ParseBranch(string keyword)
    {
        Nest(1);
        var mark = _variables.Count;
        var condition = ParsePipeline(TemplateTokenKind.End);
        var then = ParseBlock();
        var otherwise = ParseRest();
        Leave(mark);
        Nest(-1);
        return new TemplateNode.Branch(condition, keyword == "with", then, otherwise);
    }

    /// <summary>Reads the rest of a branch behind its first block: <c>end</c>, or <c>else</c> and what follows it.</summary>
    private List<TemplateNode> ParseRest()
    {
        if (IsKeyword(Next(), "end"))
        {
            Expect(TemplateTokenKind.End);
            return [];
        }

        if (Current.Kind == TemplateTokenKind.Keyword)
        {
            return [ParseAction()];
        }

        Expect(TemplateTokenKind.End);
        var nodes = ParseBlock();
        Expect(TemplateTokenKind.Keyword, "end");
        Expect(TemplateTokenKind.End);
        return nodes;
    }

    private List<TemplateNode> ParseBlock()
    {
        var mark = _variables.Count;
        var nodes = ParseNodes();
        Leave(mark);
        return Current.Kind == TemplateTokenKind.Keyword ? nodes : throw new TemplateException("a block is not closed");
    }

    private TemplatePipeline ParsePipeline(TemplateTokenKind end)
    {
        string? variable = null;
        var declares = false;
        if (Current.Kind == TemplateTokenKind.Variable && _tokens[_at + 1].Kind is TemplateTokenKind.Declare or TemplateTokenKind.Assign)
        {
            variable = Next().Text;
            declares = Next().Kind == TemplateTokenKind.Declare;
            RequireVariable(declares ? "" : variable);
        }

        var commands = new List<TemplateCommand> { ParseCommand(end, first: true) };
        while (Next().Kind == TemplateTokenKind.Pipe)
        {
            commands.Add(ParseCommand(end, first: false));
        }

        if (declares)
        {
            _variables.Push(variable!);
        }

        return new TemplatePipeline(variable, declares, commands);
    }

    private TemplateCommand ParseCommand(TemplateTokenKind end, bool first)
    {
        var operands = new List<TemplateOperand>();
        while (Current.Kind != end && Current.Kind != TemplateTokenKind.Pipe)
        {
            if (operands.Count > 0 && !Current.Spaced)
            {
                throw new TemplateException("unexpected operand");
            }

            operands.Add(ParseOperand());
        }

        if (operands.Count == 0 || (!first && operands[0] is TemplateOperand.Literal or TemplateOperand.Dot))
        {
            throw new TemplateException("missing value for command");
        }

        return new TemplateCommand(operands);
    }

    private TemplateOperand ParseOperand()
    {
        var operand = ParseTerm(Next());
        while (Current is { Kind: TemplateTokenKind.Field, Spaced: false })
        {
            operand = operand is TemplateOperand.Literal or TemplateOperand.Dot or TemplateOperand.Function
                ? throw new TemplateException("unexpected field")
                : FieldOf(operand, Next().Text);
        }

        return operand;
    }

    private TemplateOperand ParseTerm(TemplateToken token) => token.Kind switch
    {
        TemplateTokenKind.Identifier when TemplateFunctions.Exists(token.Text) => new TemplateOperand.Function(token.Text),
        TemplateTokenKind.Identifier => throw new TemplateException("unknown function"),
        TemplateTokenKind.Field => FieldOf(new TemplateOperand.Dot(), token.Text),
        TemplateTokenKind.Dot => new TemplateOperand.Dot(),
        TemplateTokenKind.Variable => new TemplateOperand.Variable(RequireVariable(token.Text)),
        TemplateTokenKind.String => new TemplateOperand.Literal(TemplateText.OfRule(token.Text)),
        TemplateTokenKind.Number => new TemplateOperand.Literal(token.Number),
        TemplateTokenKind.Bool => new TemplateOperand.Literal(token.Text == "true"),
        TemplateTokenKind.Open => ParseGroup(),
        _ => throw new TemplateException("unexpected operand"),
    };

    private TemplateOperand.Group ParseGroup()
    {
        Nest(1);
        var pipeline = ParsePipeline(TemplateTokenKind.Close);
        Nest(-1);
        return new TemplateOperand.Group(pipeline);
    }

    private TemplateOperand.Field FieldOf(TemplateOperand operand, string name)
    {
        IsDated |= TemplateData.IsDated(name);
        return new TemplateOperand.Field(operand, name);
    }

    private string RequireVariable(string name) =>
        _variables.Contains(name) ? name : throw new TemplateException("undefined variable");

    private void Leave(int mark)
    {
        while (_variables.Count > mark)
        {
            _variables.Pop();
        }
    }

    private void Nest(int change)
    {
        _nesting += change;
        if (_nesting > MaxNesting)
        {
            throw new TemplateException("nested too deeply");
        }
    }

    private void Expect(TemplateTokenKind kind, string? text = null)
    {
        var token = Next();
        if (token.Kind != kind || (text is not null && token.Text != text))
        {
            throw new TemplateException("unexpected word");
        }
    }

    private static bool IsKeyword(TemplateToken token, string keyword) => token.Kind == TemplateTokenKind.Keyword && token.Text == keyword;
}
