using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Hotlink.Gateway.Tenancy;

/// <summary>
/// The host part of a <c>Host</c> header or of a setting: a DNS name, an IPv4 address or an IPv6 address without brackets, in lower case.
/// </summary>
internal readonly record struct HostName
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    private HostName(string value) => Value = value;

    public string Value { get; }

    /// <summary>As it stands in a URL: IPv6 addresses in brackets.</summary>
    public string ForUrl => Value.Contains(':') ? $"[{Value}]" : Value;

    /// <summary>Takes <c>name</c>, <c>name:port</c>, <c>[v6]</c> and <c>[v6]:port</c>; false for anything else.</summary>
    public static bool TryParse(string? text, out HostName host)
    {
        host = default;
        text ??= "";
        var nameEnd = text.StartsWith('[') ? text.IndexOf(']') + 1 : text.IndexOf(':');
        nameEnd = nameEnd < 0 ? text.Length : nameEnd;
        if (!IsPort(text.AsSpan(nameEnd)))
        {
            return false;
        }

        if (Normalise(text[..nameEnd]) is not { } name)
        {
            return false;
        }

        host = new HostName(name);
        return true;
    }

    public override string ToString() => Value;

    private static string? Normalise(string name)
    {
        if (name.StartsWith('['))
        {
            return IPAddress.TryParse(name.AsSpan(1, name.Length - 2), out var address)
                && address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: 0 }
                ? address.ToString()
                : null;
        }

        var plain = name.EndsWith('.') ? name[..^1] : name;
        return plain.Length is > 0 and <= LongestName && plain.Split('.').All(IsLabel) ? plain.ToLowerInvariant() : null;
    }

    // Underscores are no letters of DNS, but container networks use them in service names.
    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= LongestLabel && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsPort(ReadOnlySpan<char> rest) =>
        rest is "" or ":" || (rest[0] == ':' && ushort.TryParse(rest[1..], NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
