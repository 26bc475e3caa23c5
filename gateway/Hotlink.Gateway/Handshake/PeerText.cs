using Microsoft.Extensions.Primitives;

namespace Hotlink.Gateway.Handshake;

/// <summary>Makes a header that is only shown or compared safe to keep: bounded, printable.</summary>
internal static class PeerText
{
    public static string From(StringValues header, int maximumLength)
    {
        var text = header.Count > 0 ? header[0].AsSpan().Trim() : default;
        return string.Create(Math.Min(text.Length, maximumLength), text, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = source[i] is >= ' ' and <= '~' ? source[i] : '?';
            }
        });
    }
}
