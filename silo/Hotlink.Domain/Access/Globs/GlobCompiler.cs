namespace Hotlink.Domain.Access.Globs;

/// <summary>
/// Turns a pattern into states. A state is a position in the pattern and whether a path segment starts there, which is what makes
/// <c>**</c> mean directories; so there are at most four states a character, however braces are nested.
/// </summary>
internal sealed class GlobCompiler
{
    private readonly GlobLayout _layout;
    private readonly GlobNode?[] _nodes;
    private readonly bool?[] _emptyTails;
    private readonly Stack<int> _pending = new();

    private GlobCompiler(GlobLayout layout)
    {
        _layout = layout;
        _nodes = new GlobNode?[4 * (layout.Length + 1)];
        _emptyTails = new bool?[layout.Length + 1];
    }

    /// <summary>The states, the first one first, or null for a malformed pattern.</summary>
    public static GlobNode[]? Compile(int[] text)
    {
        if (GlobLayout.Of(text) is not { } layout)
        {
            return null;
        }

        var compiler = new GlobCompiler(layout);
        compiler.Reach(compiler.State(0, segmentStart: true));
        while (compiler._pending.TryPop(out var state))
        {
            compiler._nodes[state] ??= compiler.Build(state);
        }

        return compiler.Pack();
    }

    // Two states for each position and flag: the one that is entered, and the loop of a star. They are numbered in the order of the
    // pattern, so that a state that takes nothing only leads to higher numbers.
    private int State(int position, bool segmentStart) => (4 * _layout.Follow(position)) + (segmentStart ? 2 : 0);

    private int Reach(int state)
    {
        _pending.Push(state);
        return state;
    }

    private GlobNode Build(int state)
    {
        var position = state / 4;
        return _layout[position] switch
        {
            -1 => new GlobNode(GlobNodeKind.End, 0, null, 0, null, Accepts: true),
            '*' => BuildStar(position, state),
            '?' => Take(GlobNodeKind.Any, position, position + 1, segmentStart: false),
            '[' => BuildClass(position),
            '{' => Split(ReachAlternatives(position), position),
            '\\' => BuildChar(position, position + 1),
            _ => BuildChar(position, position),
        };
    }

    private GlobNode BuildStar(int position, int state)
    {
        var segmentStart = (state & 2) != 0;
        var after = _layout.Follow(position + 1);
        if (_layout[after] == '*')
        {
            after = _layout.Follow(after + 1);
            if (segmentStart && _layout[after] == -1)
            {
                return new GlobNode(GlobNodeKind.Rest, 0, null, 0, null, Accepts: true);
            }

            if (segmentStart && _layout[after] == '/')
            {
                return BuildLoop(GlobNodeKind.Directories, state, State(after + 1, segmentStart: true));
            }
        }

        return BuildLoop(GlobNodeKind.Star, state, State(after, segmentStart: false));
    }

    // The state that is entered leads on, and to the loop beside it. Arriving in the loop of a "*" is arriving behind the star.
    private GlobNode BuildLoop(GlobNodeKind kind, int state, int next)
    {
        Reach(next);
        return (state & 1) == 0
            ? Split([Reach(state + 1), next], state / 4)
            : new GlobNode(kind, 0, null, next, null, kind == GlobNodeKind.Star && HasEmptyTail(next / 4));
    }

    private GlobNode BuildClass(int position)
    {
        var (found, end) = _layout.ClassAt(position);
        return Take(GlobNodeKind.Class, position, end, segmentStart: false) with { Class = found };
    }

    private GlobNode BuildChar(int position, int at)
    {
        var codePoint = GlobText.Plain(_layout[at]);
        return Take(GlobNodeKind.Char, position, at + 1, codePoint == '/') with { CodePoint = codePoint };
    }

    private GlobNode Take(GlobNodeKind kind, int position, int after, bool segmentStart) =>
        new(kind, 0, null, Reach(State(after, segmentStart)), null, HasEmptyTail(position));

    private GlobNode Split(int[] branches, int position) => new(GlobNodeKind.Split, 0, null, 0, branches, HasEmptyTail(position));

    // doublestar starts every alternative as if a segment began there.
    private int[] ReachAlternatives(int position) =>
        [.. _layout.AlternativesAt(position).Select(start => Reach(State(start, segmentStart: true))).Distinct()];

    /// <summary>doublestar lets a name end before these tails, and before braces of which one alternative makes one of them.</summary>
    private bool HasEmptyTail(int position)
    {
        position = _layout.Follow(position);
        if (_emptyTails[position] is { } known)
        {
            return known;
        }

        var found = _layout[position] == '{'
            ? _layout.AlternativesAt(position).Any(HasEmptyTail)
            : TailAt(position) is "" or "*" or "**" or "/**" or "**/" or "/**/";
        _emptyTails[position] = found;
        return found;
    }

    private string TailAt(int position)
    {
        var tail = "";
        for (; _layout[position] is '*' or '/' && tail.Length < 5; position = _layout.Follow(position + 1))
        {
            tail += (char)_layout[position];
        }

        return _layout[position] == -1 ? tail : "-";
    }

    private GlobNode[] Pack()
    {
        var numbers = new int[_nodes.Length];
        var count = 0;
        for (var i = 0; i < _nodes.Length; i++)
        {
            numbers[i] = _nodes[i] is null ? -1 : count++;
        }

        return
        [
            .. _nodes.OfType<GlobNode>().Select(node => node with
            {
                Next = numbers[node.Next],
                Branches = node.Branches?.Select(branch => numbers[branch]).ToArray(),
            }),
        ];
    }
}
