using System.Text;

namespace Hotlink.Gateway.Authentication;

/// <summary>What a tenant's access tokens are checked against. Several secrets allow one to be rotated out; no issuer means any.</summary>
internal sealed class TokenKeys(IEnumerable<string> secrets, IEnumerable<string> issuers)
{
    public IReadOnlyList<byte[]> Secrets { get; } = [.. secrets.Select(Encoding.UTF8.GetBytes)];

    public IReadOnlySet<string> Issuers { get; } = issuers.ToHashSet(StringComparer.Ordinal);
}
