using System.Globalization;

namespace Hotlink.Client.Streams;

/// <summary>The fields of a signal's token, read in order. One that breaks the rules spoils the whole.</summary>
internal ref struct SignalFields(ReadOnlySpan<char> token, ReadOnlySpan<Range> ranges)
{
    private const long MaxNumber = (1L << 53) - 1;
    private readonly ReadOnlySpan<char> _token = token;
    private readonly ReadOnlySpan<Range> _ranges = ranges;
    private int _next;
    private bool _failed;

    public readonly bool IsGood => !_failed;

    public void Expect(string text) => _failed |= !Next().SequenceEqual(text);

    public long Number(long least = 0)
    {
        var good = TryNumber(Next(), out var number) && number >= least;
        _failed |= !good;
        return number;
    }

    public string Key()
    {
        var key = Next();
        _failed |= !StreamKeys.IsKey(key);
        return _failed ? "" : key.ToString();
    }

    public string KeyOrNone()
    {
        var at = _next;
        if (Next().SequenceEqual("-"))
        {
            return "-";
        }

        _next = at;
        return Key();
    }

    public HotlinkFraming Framing()
    {
        var text = Next();
        _failed |= text is not ("b" or "m");
        return text.SequenceEqual("m") ? HotlinkFraming.Messages : HotlinkFraming.Bytes;
    }

    public ResetCode Code(string[] names)
    {
        var text = Next();
        _failed |= text.IsEmpty;
        return (ResetCode)Math.Max(0, Array.IndexOf(names, text.ToString()));
    }

    public SeqRange[] Missing()
    {
        var text = Next();
        if (text.SequenceEqual("-"))
        {
            return [];
        }

        var missing = new List<SeqRange>(StreamSignalText.MaxRanges);
        foreach (var part in text.Split(','))
        {
            var range = text[part];
            var dash = range.IndexOf('-');
            if (missing.Count == StreamSignalText.MaxRanges || dash < 0 || !TryNumber(range[..dash], out var first)
                || !TryNumber(range[(dash + 1)..], out var last) || first > last || first < 1
                || (missing.Count > 0 && first <= missing[^1].Last))
            {
                _failed = true;
                return [];
            }

            missing.Add(new(first, last));
        }

        return [.. missing];
    }

    /// <summary>The label, where there is one.</summary>
    public string Label()
    {
        var label = _next < _ranges.Length ? Next() : default;
        _failed |= !StreamSignalText.IsLabel(label);
        return _failed ? "" : label.ToString();
    }

    private ReadOnlySpan<char> Next()
    {
        if (_next < _ranges.Length)
        {
            return _token[_ranges[_next++]];
        }

        _failed = true;
        return default;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= MaxNumber;
}
