namespace Hotlink.Domain.Tests.Access.Globs;

/// <summary>
/// The meaning of a glob written down as directly as possible: braces are expanded in the text, everything else is tried. Exponential, and
/// shares no code or idea with the real one.
/// </summary>
internal static class NaiveGlob
{
    private static readonly string[] EmptyTails = ["", "*", "**", "/**", "**/", "/**/"];

    public static bool IsMatch(string pattern, string name) => IsMatch(pattern, name, segmentStart: true);

    private static bool IsMatch(string pattern, string name, bool segmentStart)
    {
        if (name.Length == 0)
        {
            return MayBeLeft(pattern);
        }

        if (pattern.Length == 0)
        {
            return false;
        }

        return pattern[0] switch
        {
            '*' => MatchStar(pattern, name, segmentStart),
            '?' => name[0] != '/' && IsMatch(pattern[1..], name[1..], false),
            '[' => MatchClass(pattern, name),
            '{' => Alternatives(pattern).Any(expanded => IsMatch(expanded, name, true)),
            '\\' => pattern[1] == name[0] && IsMatch(pattern[2..], name[1..], name[0] == '/'),
            var plain => plain == name[0] && IsMatch(pattern[1..], name[1..], plain == '/'),
        };
    }

    private static bool MatchStar(string pattern, string name, bool segmentStart)
    {
        var twice = pattern.StartsWith("**", StringComparison.Ordinal);
        if (twice && segmentStart && pattern.Length == 2)
        {
            return true;
        }

        if (twice && segmentStart && pattern[2] == '/')
        {
            var afterSlashes = Enumerable.Range(0, name.Length).Where(at => name[at] == '/').Select(at => at + 1);
            return afterSlashes.Prepend(0).Any(at => IsMatch(pattern[3..], name[at..], true));
        }

        var rest = pattern[(twice ? 2 : 1)..];
        var run = name.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? slash : name.Length;
        return Enumerable.Range(0, run + 1).Any(taken => IsMatch(rest, name[taken..], false));
    }

    private static bool MatchClass(string pattern, string name)
    {
        var close = pattern.IndexOf(']', 1);
        var body = pattern[1..close];
        var negated = body[0] is '!' or '^';
        body = negated ? body[1..] : body;
        var found = body.Length == 3 && body[1] == '-' ? body[0] <= name[0] && name[0] <= body[2] : body.Contains(name[0]);
        return found != negated && IsMatch(pattern[(close + 1)..], name[1..], false);
    }

    private static bool MayBeLeft(string pattern) =>
        EmptyTails.Contains(pattern) || (pattern.StartsWith('{') && Alternatives(pattern).Any(MayBeLeft));

    private static IEnumerable<string> Alternatives(string pattern)
    {
        var depth = 0;
        var start = 1;
        var found = new List<string>();
        for (var i = 0; ; i++)
        {
            depth += pattern[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0 || (depth == 1 && pattern[i] == ','))
            {
                found.Add(pattern[start..i]);
                start = i + 1;
            }

            if (depth == 0)
            {
                return found.Select(alternative => alternative + pattern[(i + 1)..]);
            }
        }
    }
}
