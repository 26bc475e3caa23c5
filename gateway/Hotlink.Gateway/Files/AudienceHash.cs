using Hotlink.Domain.Identity;

namespace Hotlink.Gateway.Files;

/// <summary>Names the readers of a manifest without naming them (wire-protocol, section 8).</summary>
internal static class AudienceHash
{
    public const string Public = "public";
    public const string Everyone = "*";

    public static string Of(string audience) => audience == Everyone ? Public : UserHash.Of(audience);
}
