using System.Buffers.Text;

namespace Hotlink.Load.Frames;

/// <summary>
/// A session id that says where it belongs, so that a frame finds its session without a look-up: 24 hexadecimal digits.
/// </summary>
/// <param name="Run">Tells runs apart, so that frames of another one are not taken for ours.</param>
/// <param name="Slot">The place in the table of sessions.</param>
/// <param name="Generation">Counts the sessions that used the slot.</param>
internal readonly record struct SessionName(uint Run, int Slot, int Generation)
{
    /// <summary>How many characters it has.</summary>
    public const int Length = 24;

    private const int PartLength = 8;

    /// <inheritdoc/>
    public override string ToString() => $"{Run:x8}{Slot:x8}{Generation:x8}";

    /// <summary>Reads one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out SessionName name)
    {
        name = default;
        if (text.Length != Length || !TryParsePart(text[..PartLength], out var run)
            || !TryParsePart(text[PartLength..^PartLength], out var slot) || !TryParsePart(text[^PartLength..], out var generation))
        {
            return false;
        }

        name = new(run, (int)slot, (int)generation);
        return true;
    }

    /// <summary>Writes a generation over the last digits of a session id.</summary>
    public static void WriteGeneration(Span<byte> text, int generation) =>
        Utf8Formatter.TryFormat((uint)generation, text[^PartLength..], out _, new('x', PartLength));

    private static bool TryParsePart(ReadOnlySpan<byte> text, out uint part) =>
        Utf8Parser.TryParse(text, out part, out var used, 'x') && used == PartLength;
}
