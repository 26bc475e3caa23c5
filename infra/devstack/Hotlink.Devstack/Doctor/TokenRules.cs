using System.Text;
using System.Text.Json;
using Hotlink.Devstack.Telemetry;

namespace Hotlink.Devstack.Doctor;

/// <summary>What can be said of a bearer token without its key: whom it is for, and when.</summary>
internal static class TokenRules
{
    private const string Check = "token";
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(10);

    public static IEnumerable<Finding> Look(string token, string user, DateTimeOffset now)
    {
        if (Claims(token) is not { } claims)
        {
            return [Finding.Problem(Check, "the token is not a JSON web token", "the relay answers 401", "log in again, and take the access token")];
        }

        List<Finding> findings = [];
        if (!string.Equals(claims.Text("sub"), user, StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(Finding.Problem(Check, $"the token is for '{claims.Text("sub")}', not for {user}",
                "the relay takes the token's word for who one is: paths below one's own email would be somebody else's", $"log in as {user}"));
        }

        if (claims.Text("type") is { Length: > 0 } type && type != "access")
        {
            findings.Add(Finding.Problem(Check, $"the token is of type '{type}'", "only access tokens open a connection", "use the access token, not the refresh token"));
        }

        if (claims.OptionalNumber("exp") is { } expires)
        {
            var left = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(expires, 0, 253402300799)) - now;
            if (left <= TimeSpan.Zero)
            {
                findings.Add(Finding.Problem(Check, $"the token expired {left.Duration().TotalMinutes:0} min ago", "the relay answers 401", "log in again"));
            }
            else if (left < Soon)
            {
                findings.Add(Finding.Warning(Check, $"the token expires in {left.TotalMinutes:0} min", "the relay closes the connection with 4401 then", "renew it before a long run"));
            }
        }

        return findings.Count > 0 ? findings : [Finding.Ok(Check, $"the token is for {user} and in time")];
    }

    private static JsonElement? Claims(string token)
    {
        try
        {
            var part = token.Split('.') is [_, var middle, _] ? middle.Replace('-', '+').Replace('_', '/') : "";
            var json = Encoding.UTF8.GetString(Convert.FromBase64String(part.PadRight((part.Length + 3) / 4 * 4, '=')));
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception broken) when (broken is FormatException or JsonException)
        {
            return null;
        }
    }
}
