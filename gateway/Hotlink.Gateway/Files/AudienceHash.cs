using System.Security.Cryptography;
using System.Text;

namespace Hotlink.Gateway.Files;

/// <summary>Names the readers of a manifest without naming them (wire-protocol, section 8).</summary>
internal static class AudienceHash
{
    public const string Public = "public";
    public const string Everyone = "*";

    private const int HashedBytes = 8;

    public static string Of(string audience) => audience == Everyone
        ? Public
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(audience)).AsSpan(0, HashedBytes));
}
