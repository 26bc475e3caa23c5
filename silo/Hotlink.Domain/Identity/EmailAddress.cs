using System.Globalization;
using System.Text;

namespace Hotlink.Domain.Identity;

/// <summary>
/// The form of a user's identity: a plain address, <c>local@domain.tld</c>, of letters, digits and the marks below. It is narrower than
/// RFC 5322 on purpose: quotes, comments, groups, display names and every character that means something in a path or a pattern
/// (<c>* ? [ ] { } / \ " &lt; &gt; ( ) : ; ,</c>) are refused (wire protocol, section 3.4; pitfall 78). Thread-safe.
/// </summary>
public static class EmailAddress
{
    /// <summary>The longest address, in bytes of UTF-8 (RFC 5321, section 4.5.3.1.3, less the angle brackets).</summary>
    public const int MaxBytes = 254;

    private const string Marks = "!#$%&'+-=^_`|~";

    /// <summary>True when the text is an address. Upper case is allowed: see <see cref="Normalize"/>.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > MaxBytes || Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            return false;
        }

        var at = text.IndexOf('@');
        return at > 0 && AreAtoms(text[..at], atLeast: 1) && AreAtoms(text[(at + 1)..], atLeast: 2);
    }

    /// <summary>The form in which identities are kept and compared: lower case. Returns the same string if it is so already.</summary>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ToLowerInvariant();
    }

    /// <summary>The normal form of a valid address; false, and an empty string, for anything else.</summary>
    public static bool TryNormalize(string? text, out string email)
    {
        var valid = IsValid(text);
        email = valid ? Normalize(text!) : "";
        return valid;
    }

    private static bool AreAtoms(ReadOnlySpan<char> text, int atLeast)
    {
        var count = 0;
        foreach (var range in text.Split('.'))
        {
            count++;
            if (!IsAtom(text[range]))
            {
                return false;
            }
        }

        return count >= atLeast;
    }

    private static bool IsAtom(ReadOnlySpan<char> atom)
    {
        foreach (var rune in atom.EnumerateRunes())
        {
            if (!IsAllowed(rune))
            {
                return false;
            }
        }

        return !atom.IsEmpty;
    }

    private static bool IsAllowed(Rune rune)
    {
        if (rune.IsAscii)
        {
            return char.IsAsciiLetterOrDigit((char)rune.Value) || Marks.Contains((char)rune.Value);
        }

        // The Kelvin sign and the dotted capital I turn into a plain "k" and "i" in lower case, the latter only in other languages'
        // libraries: two identities would become one.
        return rune.Value != 0x130 && !Rune.ToLowerInvariant(rune).IsAscii && Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter or
            UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or
            UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber;
    }
}
