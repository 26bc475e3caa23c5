using System.Globalization;

namespace Hotlink.Daemon.Tunnels;

/// <summary>The name of a channel's directory, <c>0_to_1</c>: two different parties by number (client behaviour, section 5.1). Pure.</summary>
/// <param name="From">The first party.</param>
/// <param name="To">The second party.</param>
internal readonly record struct ChannelName(int From, int To)
{
    private const string Between = "_to_";

    /// <summary>The name with the smaller number first: what Go and Rust call canonical.</summary>
    public ChannelName Ordered => From <= To ? this : Swapped;

    /// <summary>The name as the other party may have it.</summary>
    public ChannelName Swapped => new(To, From);

    /// <summary>Reads a name: exactly two numbers.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ChannelName name)
    {
        name = default;
        var at = text.IndexOf(Between);
        if (at < 0 || !TryParseParty(text[..at], out var from) || !TryParseParty(text[(at + Between.Length)..], out var to) || from == to)
        {
            return false;
        }

        name = new(from, to);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From}{Between}{To}");

    // One spelling for each number, so that a name can be written as it was read.
    private static bool TryParseParty(ReadOnlySpan<char> text, out int party) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out party) && (text.Length == 1 || text[0] != '0');
}
