namespace Hotlink.Domain.Access.Globs;

/// <summary>
/// Where things are in a pattern: its alternatives and its classes. Braces are never expanded; after an alternative the text goes on
/// behind the closing brace, so that a position and the text after it are enough to go on matching.
/// </summary>
internal sealed class GlobLayout
{
    private readonly int[] _text;
    private readonly int[] _jumps;
    private readonly Dictionary<int, (CharClass Class, int End)> _classes = [];
    private readonly Dictionary<int, int[]> _alternatives = [];

    private GlobLayout(int[] text)
    {
        _text = text;
        _jumps = new int[text.Length + 1];
        _jumps.AsSpan().Fill(-1);
    }

    public int Length => _text.Length;

    /// <summary>The code point at a position that <see cref="Follow"/> returned, or -1 at the end.</summary>
    public int this[int position] => position < _text.Length ? _text[position] : -1;

    /// <summary>The layout, or null for a pattern that doublestar calls malformed.</summary>
    public static GlobLayout? Of(int[] text)
    {
        var layout = new GlobLayout(text);
        return layout.Scan(0, text.Length) ? layout : null;
    }

    /// <summary>The position itself, or where the text goes on if an alternative ends there.</summary>
    public int Follow(int position)
    {
        while (_jumps[position] >= 0)
        {
            position = _jumps[position];
        }

        return position;
    }

    public (CharClass Class, int End) ClassAt(int position) => _classes[position];

    /// <summary>Where the alternatives of the brace at this position begin.</summary>
    public int[] AlternativesAt(int position) => _alternatives[position];

    private bool Scan(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            switch (_text[at])
            {
                case '\\' when ++at >= end:
                case '[' when !ScanClass(ref at, end):
                case '{' when !ScanBraces(ref at, end):
                    return false;
            }
        }

        return true;
    }

    private bool ScanClass(ref int at, int end)
    {
        if (CharClass.Parse(_text.AsSpan(at, end - at), out var length) is not { } found)
        {
            return false;
        }

        _classes[at] = (found, at + length);
        at += length - 1;
        return true;
    }

    // As in doublestar, braces and commas are found first, and a class has to close inside its alternative.
    private bool ScanBraces(ref int at, int end)
    {
        var open = at;
        var starts = new List<int> { open + 1 };
        var depth = 1;
        for (at++; at < end; at++)
        {
            switch (_text[at])
            {
                case '\\':
                    at++;
                    break;
                case '{':
                    depth++;
                    break;
                case ',' when depth == 1:
                    starts.Add(at + 1);
                    break;
                case '}' when --depth == 0:
                    return Close(open, at, starts);
            }
        }

        return false;
    }

    private bool Close(int open, int close, List<int> starts)
    {
        _alternatives[open] = [.. starts];
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] - 1 : close;
            _jumps[end] = close + 1;
            if (!Scan(starts[i], end))
            {
                return false;
            }
        }

        return true;
    }
}
