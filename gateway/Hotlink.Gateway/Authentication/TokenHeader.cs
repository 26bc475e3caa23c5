using System.Text.Json;

namespace Hotlink.Gateway.Authentication;

/// <summary>The protected header of a token, as far as it decides anything.</summary>
internal sealed record TokenHeader(string Algorithm, bool HasCritical)
{
    public static TokenHeader? Read(byte[] json) => TokenJson.Read(json, Read);

    private static TokenHeader? Read(JsonElement header) =>
        TokenJson.TryReadText(header, "alg", out var algorithm)
            ? new TokenHeader(algorithm, header.TryGetProperty("crit", out _))
            : null;
}
