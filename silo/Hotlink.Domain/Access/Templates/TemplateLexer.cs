namespace Hotlink.Domain.Access.Templates;

/// <summary>Cuts a pattern into words, as Go's text/template does.</summary>
internal sealed class TemplateLexer
{
    private const string Left = "{{";
    private const string Right = "}}";
    private const string Spaces = " \t\r\n";
    private static readonly string[] Keywords = ["if", "else", "end", "with", "range", "break", "continue", "define", "block", "template", "nil"];

    private readonly string _input;
    private readonly List<TemplateToken> _tokens = [];
    private int _at;
    private bool _spaced;

    private TemplateLexer(string input) => _input = input;

    public static List<TemplateToken> Scan(string input)
    {
        var lexer = new TemplateLexer(input);
        var trim = false;
        while (lexer._at < input.Length)
        {
            trim = lexer.ScanText(trim) && lexer.ScanAction();
        }

        lexer.Add(TemplateTokenKind.Eof, "");
        return lexer._tokens;
    }

    private char Current => _at < _input.Length ? _input[_at] : '\0';

    /// <summary>Takes the text up to the next action; false when there is none.</summary>
    private bool ScanText(bool trimStart)
    {
        var open = _input.IndexOf(Left, _at, StringComparison.Ordinal);
        var text = open < 0 ? _input[_at..] : _input[_at..open];
        _at = open < 0 ? _input.Length : open + Left.Length;
        text = trimStart ? text.TrimStart(Spaces.ToCharArray()) : text;
        if (open >= 0 && Current == '-' && IsSpace(_at + 1))
        {
            text = text.TrimEnd(Spaces.ToCharArray());
            _at += 2;
        }

        if (text.Length > 0)
        {
            Add(TemplateTokenKind.Text, text);
        }

        return open >= 0;
    }

    /// <summary>Takes a comment or an action; true when the text behind it is to be trimmed.</summary>
    private bool ScanAction()
    {
        if (_input.AsSpan(_at).StartsWith("/*"))
        {
            var end = _input.IndexOf("*/", _at, StringComparison.Ordinal);
            _at = end < 0 ? _input.Length : end + 2;
            return TakeRight(out var trimComment) ? trimComment : throw new TemplateException("a comment is not closed");
        }

        Add(TemplateTokenKind.Begin, Left);
        var depth = 0;
        bool trim;
        while (!TakeRight(out trim))
        {
            depth += ScanWord();
            if (depth < 0)
            {
                throw new TemplateException("unexpected right parenthesis");
            }
        }

        Add(TemplateTokenKind.End, Right);
        return depth == 0 ? trim : throw new TemplateException("unclosed parenthesis");
    }

    private bool TakeRight(out bool trim)
    {
        var rest = _input.AsSpan(_at);
        trim = rest.Length > 3 && IsSpace(_at) && rest[1..].StartsWith("-" + Right);
        if (!trim && !rest.StartsWith(Right))
        {
            return false;
        }

        _at += trim ? Right.Length + 2 : Right.Length;
        return true;
    }

    /// <summary>Takes one word or space; returns by how much the nesting of parentheses changes.</summary>
    private int ScanWord()
    {
        var first = Current;
        switch (first)
        {
            case var _ when IsSpace(_at):
                _at++;
                _spaced = true;
                return 0;
            case '(' or ')':
                Take(first == '(' ? TemplateTokenKind.Open : TemplateTokenKind.Close, 1);
                return first == '(' ? 1 : -1;
            case '|':
                Take(TemplateTokenKind.Pipe, 1);
                break;
            case '=':
                Take(TemplateTokenKind.Assign, 1);
                break;
            case ':' when _input.AsSpan(_at).StartsWith(":="):
                Take(TemplateTokenKind.Declare, 2);
                break;
            case '"' or '`' or '\'':
                ScanQuoted(first);
                break;
            case '.':
                ScanName(TemplateTokenKind.Field, skip: 1);
                break;
            case '$':
                ScanName(TemplateTokenKind.Variable, skip: 1);
                break;
            case '+' or '-' or (>= '0' and <= '9'):
                ScanNumber();
                break;
            case var _ when IsNamePart(first):
                ScanName(TemplateTokenKind.Identifier, skip: 0);
                break;
            default:
                throw new TemplateException(_at < _input.Length ? "unexpected character" : "unclosed action");
        }

        return 0;
    }

    private void ScanQuoted(char quote)
    {
        var length = GoLiteral.QuotedLength(_input.AsSpan(_at));
        var text = length < 0 ? null : GoLiteral.Unquote(_input.AsSpan(_at, length));
        if (text is null)
        {
            throw new TemplateException("bad string");
        }

        _at += length;
        if (quote == '\'')
        {
            Add(TemplateTokenKind.Number, "", char.ConvertToUtf32(text, 0));
            return;
        }

        Add(TemplateTokenKind.String, text);
    }

    private void ScanNumber()
    {
        var start = _at++;
        while (IsNamePart(Current) || Current == '.')
        {
            _at++;
        }

        if (GoLiteral.ParseInteger(_input[start.._at]) is not { } number)
        {
            throw new TemplateException("bad number");
        }

        Add(TemplateTokenKind.Number, "", number);
    }

    private void ScanName(TemplateTokenKind kind, int skip)
    {
        var start = _at += skip;
        while (IsNamePart(Current))
        {
            _at++;
        }

        if (!IsTerminated())
        {
            throw new TemplateException("unexpected character");
        }

        var name = _input[start.._at];
        Add(Classify(kind, name), name);
    }

    private static TemplateTokenKind Classify(TemplateTokenKind kind, string name) => kind switch
    {
        TemplateTokenKind.Field when name.Length == 0 => TemplateTokenKind.Dot,
        TemplateTokenKind.Identifier when name is "true" or "false" => TemplateTokenKind.Bool,
        TemplateTokenKind.Identifier when Keywords.Contains(name) => TemplateTokenKind.Keyword,
        _ => kind,
    };

    private bool IsTerminated() =>
        IsSpace(_at) || Current is '\0' or '.' or ',' or '|' or ':' or ')' or '(' || _input.AsSpan(_at).StartsWith(Right);

    private bool IsSpace(int at) => at < _input.Length && Spaces.Contains(_input[at]);

    private static bool IsNamePart(char character) => character == '_' || char.IsLetterOrDigit(character);

    private void Take(TemplateTokenKind kind, int length)
    {
        _at += length;
        Add(kind, "");
    }

    private void Add(TemplateTokenKind kind, string text, long number = 0)
    {
        _tokens.Add(new TemplateToken(kind, text, number, _spaced));
        _spaced = false;
    }
}
