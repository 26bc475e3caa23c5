using System.Buffers;

namespace Hotlink.Protocol.Urls;

/// <summary>The email in a <c>syft://</c> URL: dot-atom "@" dot-atom with a dot in the domain (RFC 5322, section 3.2.3).</summary>
internal static class DatasiteEmail
{
    private static readonly SearchValues<char> NotAtomText =
        SearchValues.Create([.. "()<>[]:;@\\,\"\u007f", .. Enumerable.Range(0, 0x21).Select(control => (char)control)]);

    public static bool IsValid(string email)
    {
        var at = email.LastIndexOf('@');
        return at > 0 && IsDotAtom(email.AsSpan(0, at)) && IsDotAtom(email.AsSpan(at + 1)) && email.AsSpan(at + 1).Contains('.');
    }

    private static bool IsDotAtom(ReadOnlySpan<char> text) =>
        !text.IsEmpty && text[0] != '.' && text[^1] != '.' && !text.Contains("..", StringComparison.Ordinal)
        && !text.ContainsAny(NotAtomText);
}
