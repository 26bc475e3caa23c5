using System.Security.Cryptography;
using System.Text;

namespace Hotlink.Domain.Identity;

/// <summary>The short name that stands for a user in paths: the first 16 hexadecimal digits of the SHA-256 of the identity.</summary>
public static class UserHash
{
    /// <summary>The hash of an identity, taken as it is: normalise it first (<see cref="EmailAddress.Normalize"/>).</summary>
    public static string Of(string user) => Hex(user)[..16];

    /// <summary>All 64 hexadecimal digits.</summary>
    internal static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
