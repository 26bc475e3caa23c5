using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hotlink.Domain.Identity;
using Hotlink.Gateway.Tenancy;

namespace Hotlink.Gateway.Handshake;

/// <summary>A user name and password for the TURN server. Secret: sent to its peer only, never logged.</summary>
internal sealed class TurnCredentials(string user, string pass)
{
    public string User { get; } = user;

    public string Pass { get; } = pass;

    /// <summary>
    /// Credentials that end with <see cref="IceOptions.TurnLifetime"/>, or earlier with the peer's token, in the form coturn knows as
    /// <c>use-auth-secret</c> (draft-uberti-behave-turn-rest): user <c>expiry:email</c>, password its HMAC-SHA-1 under the shared secret.
    /// Without a secret the fixed ones, and null where there are none.
    /// </summary>
    public static TurnCredentials? For(IceOptions options, string email, DateTimeOffset now, DateTimeOffset? tokenEnd)
    {
        if (string.IsNullOrEmpty(options.TurnSecret))
        {
            var isSet = options.TurnUser is not null || options.TurnPass is not null;
            return isSet ? new TurnCredentials(options.TurnUser ?? "", options.TurnPass ?? "") : null;
        }

        var end = now + options.TurnLifetime;
        end = tokenEnd < end ? tokenEnd.Value : end;
        var user = string.Create(CultureInfo.InvariantCulture, $"{end.ToUnixTimeSeconds()}:{HeaderForm(email)}");
        return new TurnCredentials(user, Sign(user, options.TurnSecret));
    }

    public override string ToString() => "REDACTED";

    // Addresses may have letters that a header can't carry; the server takes any name.
    private static string HeaderForm(string email) => Ascii.IsValid(email) ? email : UserHash.Of(email);

    [SuppressMessage("Security", "CA5350", Justification = "TURN servers check HMAC-SHA-1 and nothing else.")]
    private static string Sign(string user, string secret) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(user)));
}
