using System.Security.Cryptography;

namespace Hotlink.Daemon.Tunnels.Desk;

/// <summary>
/// What the sender of a stream says about it in a signal: which connection of its side it carries, and which of the other side it answers.
/// So that two connections one after the other never mix, and bytes for one that is over reach nobody. Pure.
/// </summary>
/// <param name="Run">The sender's connection: 16 hexadecimal digits.</param>
/// <param name="Answers">The receiver's connection, or null where the sender has heard of none.</param>
/// <param name="IsGone">Whether it only says that what the receiver's connection has sent was given up: there will be no bytes.</param>
internal sealed record RunWord(string Run, string? Answers, bool IsGone = false)
{
    /// <summary>The kind of the signal.</summary>
    public const string Kind = "tunnel.run";

    private const int IdLength = 16;
    private const string Gone = "gone";

    /// <summary>A name for a connection.</summary>
    public static string NewRun() => RandomNumberGenerator.GetHexString(IdLength, lowercase: true);

    /// <summary>Reads a signal's token. Further fields at its end are ignored.</summary>
    /// <returns>The word; null where it is none.</returns>
    public static RunWord? Parse(string token)
    {
        var parts = token.Split(' ', 4);
        return parts.Length >= 2 && IsId(parts[0]) && (parts[1] == "-" || IsId(parts[1]))
            ? new(parts[0], parts[1] == "-" ? null : parts[1], parts.Length > 2 && parts[2] == Gone)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Run} {Answers ?? "-"}{(IsGone ? " " + Gone : "")}";

    private static bool IsId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigitLower);
}
