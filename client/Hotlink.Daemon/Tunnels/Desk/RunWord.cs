using System.Security.Cryptography;
using System.Text;

namespace Hotlink.Daemon.Tunnels.Desk;

/// <summary>
/// What the sender of a stream says about it in its label: which connection of its side it carries, and which of the other side it answers.
/// So that two connections one after the other never mix, and bytes for one that is over reach nobody. Pure.
/// </summary>
/// <param name="Run">The sender's connection: 16 hexadecimal digits.</param>
/// <param name="Answers">The receiver's connection, or null where the sender has heard of none.</param>
/// <param name="IsGone">Whether it only says that what the receiver's connection has sent was given up: there will be no bytes.</param>
/// <param name="Remark">Why, for people; what doesn't fit is left out.</param>
internal sealed record RunWord(string Run, string? Answers, bool IsGone = false, string Remark = "")
{
    /// <summary>Stands for no connection.</summary>
    public const string Nobody = "-";

    private const string Kind = "tunnel";
    private const string Gone = "gone";
    private const int IdLength = 16;
    private const int MaxRemark = 200;

    /// <summary>A name for a connection.</summary>
    public static string NewRun() => RandomNumberGenerator.GetHexString(IdLength, lowercase: true);

    /// <summary>Reads a label. Further fields at its end are ignored.</summary>
    /// <returns>The word; null where it is none.</returns>
    public static RunWord? Parse(string label)
    {
        var parts = label.Split(',', 6);
        if (parts.Length < 3 || parts[0] != Kind || !IsId(parts[1]) || (parts[2] != Nobody && !IsId(parts[2])))
        {
            return null;
        }

        var isGone = parts.Length > 3 && parts[3] == Gone;
        return new(parts[1], parts[2] == Nobody ? null : parts[2], isGone, isGone && parts.Length > 4 ? Unescape(parts[4]) : "");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind},{Run},{Answers ?? Nobody}{(IsGone ? $",{Gone},{Escape(Remark)}" : "")}";

    private static bool IsId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigitLower);

    private static string Escape(string remark)
    {
        var escaped = new StringBuilder(MaxRemark);
        foreach (var piece in remark.EnumerateRunes().Select(static rune => Uri.EscapeDataString(rune.ToString())))
        {
            if (escaped.Length + piece.Length > MaxRemark)
            {
                break;
            }

            escaped.Append(piece);
        }

        return escaped.ToString();
    }

    private static string Unescape(string remark) =>
        string.Concat(Uri.UnescapeDataString(remark).Select(static sign => char.IsControl(sign) ? ' ' : sign));
}
