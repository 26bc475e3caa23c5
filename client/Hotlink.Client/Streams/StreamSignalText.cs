using System.Globalization;
using System.Text;

namespace Hotlink.Client.Streams;

/// <summary>Signals of reliable streams as text and back. What a peer sent is checked field by field; nothing of it is kept on refusal.</summary>
internal static class StreamSignalText
{
    /// <summary>What all kinds begin with.</summary>
    public const string Prefix = "hl.";

    /// <summary>The most characters of words for people.</summary>
    public const int MaxText = 200;

    /// <summary>The most characters of a label, or of a trailer.</summary>
    public const int MaxLabel = 256;

    /// <summary>The most ranges in an ack.</summary>
    public const int MaxRanges = 16;

    private const int MaxToken = 512;
    private const int MaxFields = 9;
    private const string Version = "1";

    private static readonly string[] Kinds =
        ["", "hl.hello", "hl.welcome", "hl.ack", "hl.probe", "hl.fin", "hl.done", "hl.reset", "hl.taken"];

    private static readonly string[] Codes = ["aborted", "unknown-stream", "protocol", "frames-lost", "expired", "closed"];

    /// <summary>The name of a kind on the wire.</summary>
    public static string NameOf(StreamSignalKind kind) => Kinds[(int)kind];

    /// <summary>The fields on the wire.</summary>
    public static string Format(in StreamSignal signal) => signal.Kind switch
    {
        StreamSignalKind.Hello => Join(
            $"{Version} {signal.Key} {signal.Generation} {signal.Offset} {(signal.Framing == HotlinkFraming.Bytes ? 'b' : 'm')} {signal.Window}{Last(signal.Label)}"),
        StreamSignalKind.Welcome => Join($"{Version} {signal.Key} {signal.Generation} {signal.Offset} {signal.Limit} {signal.Window}"),
        StreamSignalKind.Ack => Join(
            $"{signal.Key} {signal.Generation} {signal.Offset} {signal.Limit} {signal.Seq} {signal.High} {signal.Probe} {Ranges(signal.Missing)}"),
        StreamSignalKind.Probe => Join($"{signal.Generation} {signal.Probe}"),
        StreamSignalKind.Fin => Join($"{signal.Generation} {signal.Offset}{Last(signal.Label)}"),
        StreamSignalKind.Done => Join($"{signal.Key} {signal.Generation} {signal.Offset}"),
        StreamSignalKind.Reset => Join($"{signal.Key} {signal.Generation} {Codes[(int)signal.Code]}"),
        StreamSignalKind.Taken => signal.Key,
        _ => throw new ArgumentException("Not a signal of streams.", nameof(signal)),
    };

    /// <summary>Reads what a peer sent.</summary>
    /// <returns>Whether it follows the rules.</returns>
    public static bool TryParse(string kind, string token, string error, out StreamSignal signal)
    {
        signal = default;
        var known = Array.IndexOf(Kinds, kind);
        if (known <= 0 || token.Length > MaxToken)
        {
            return false;
        }

        Span<Range> ranges = stackalloc Range[MaxFields + 1];
        var count = token.AsSpan().Split(ranges, ' ');
        var fields = new SignalFields(token, ranges[..Math.Min(count, MaxFields)]);
        signal = Read((StreamSignalKind)known, ref fields, error);
        return fields.IsGood;
    }

    private static StreamSignal Read(StreamSignalKind kind, ref SignalFields fields, string error)
    {
        if (kind is StreamSignalKind.Hello or StreamSignalKind.Welcome)
        {
            fields.Expect(Version);
        }

        // Evaluated in the order of the fields.
        return kind switch
        {
            StreamSignalKind.Hello => new(kind)
            {
                Key = fields.Key(),
                Generation = fields.Number(1),
                Offset = fields.Number(),
                Framing = fields.Framing(),
                Window = fields.Number(),
                Label = fields.Label(),
            },
            StreamSignalKind.Welcome => new(kind)
            {
                Key = fields.Key(),
                Generation = fields.Number(1),
                Offset = fields.Number(),
                Limit = fields.Number(),
                Window = fields.Number(),
            },
            StreamSignalKind.Ack => new(kind)
            {
                Key = fields.Key(),
                Generation = fields.Number(1),
                Offset = fields.Number(),
                Limit = fields.Number(),
                Seq = fields.Number(),
                High = fields.Number(),
                Probe = fields.Number(),
                Missing = fields.Missing(),
            },
            StreamSignalKind.Probe => new(kind) { Generation = fields.Number(1), Probe = fields.Number(1) },
            StreamSignalKind.Fin => new(kind) { Generation = fields.Number(1), Offset = fields.Number(), Label = fields.Label() },
            StreamSignalKind.Done => new(kind) { Key = fields.Key(), Generation = fields.Number(1), Offset = fields.Number() },
            StreamSignalKind.Reset => new(kind)
            {
                Key = fields.KeyOrNone(),
                Generation = fields.Number(),
                Code = fields.Code(Codes),
                Text = Shorten(error),
            },
            _ => new(kind) { Key = fields.Key() },
        };
    }

    /// <summary>Whether a text can be a label.</summary>
    public static bool IsLabel(ReadOnlySpan<char> text) => text.Length <= MaxLabel && !text.ContainsAnyExceptInRange('!', '~');

    /// <summary>Words for people, cut to what is sent, without control characters.</summary>
    public static string Shorten(string text)
    {
        var kept = new StringBuilder(Math.Min(text.Length, MaxText));
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length + rune.Utf16SequenceLength > MaxText)
            {
                break;
            }

            kept.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return kept.ToString();
    }

    private static string Last(string label) => label.Length > 0 ? " " + label : "";

    private static string Join(FormattableString fields) => fields.ToString(CultureInfo.InvariantCulture);

    private static string Ranges(SeqRange[] ranges) =>
        ranges.Length == 0 ? "-" : string.Join(',', ranges.Select(range => Join($"{range.First}-{range.Last}")));
}
