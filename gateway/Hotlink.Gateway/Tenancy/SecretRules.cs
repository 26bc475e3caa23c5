using System.Text;

namespace Hotlink.Gateway.Tenancy;

/// <summary>What a configured secret must be. Messages name the setting and never show the value.</summary>
internal static class SecretRules
{
    public const int MinimumBytes = 16;

    public static IEnumerable<string> Check(string setting, IEnumerable<string> secrets) =>
        secrets.Index()
            .Where(secret => string.IsNullOrWhiteSpace(secret.Item) || Encoding.UTF8.GetByteCount(secret.Item) < MinimumBytes)
            .Select(secret => $"{setting}:{secret.Index} is shorter than {MinimumBytes} bytes.");
}
