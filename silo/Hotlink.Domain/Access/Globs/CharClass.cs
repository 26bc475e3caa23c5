namespace Hotlink.Domain.Access.Globs;

/// <summary>A bracket expression: <c>[abc]</c>, <c>[a-c]</c>, <c>[!x]</c>, <c>[^x]</c>. It may match a slash, as in doublestar.</summary>
internal sealed class CharClass
{
    private readonly bool _negated;
    private readonly (int Low, int High)[] _ranges;

    private CharClass(bool negated, (int Low, int High)[] ranges) => (_negated, _ranges) = (negated, ranges);

    public bool Contains(int codePoint)
    {
        foreach (var (low, high) in _ranges)
        {
            if (low <= codePoint && codePoint <= high)
            {
                return !_negated;
            }
        }

        return _negated;
    }

    /// <summary>Reads the class whose bracket opens <paramref name="text"/>; null when it is empty or does not end.</summary>
    public static CharClass? Parse(ReadOnlySpan<int> text, out int length)
    {
        length = 0;
        var at = 1;
        var negated = at < text.Length && text[at] is '!' or '^';
        at += negated ? 1 : 0;
        var ranges = new List<(int Low, int High)>();
        var last = -1;
        while (at < text.Length && text[at] != ']')
        {
            var isRange = last >= 0 && text[at] == '-' && at + 1 < text.Length && text[at + 1] != ']';
            at += isRange ? 1 : 0;
            at += text[at] == '\\' ? 1 : 0;
            if (at >= text.Length)
            {
                return null;
            }

            var codePoint = GlobText.Plain(text[at++]);
            ranges.Add((isRange ? last : codePoint, codePoint));
            last = isRange ? -1 : codePoint;
        }

        length = at + 1;
        return at < text.Length && ranges.Count > 0 ? new CharClass(negated, [.. ranges]) : null;
    }
}
