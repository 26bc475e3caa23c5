using Hotlink.Domain.Identity;

namespace Hotlink.Gateway.Files;

/// <summary>
/// Keeps the last manifest of each datasite for each of its audiences, for peers who connect later. It stores frames as they are to be
/// sent and doesn't look into them. Bounded; safe for use from any thread.
/// </summary>
internal sealed class ManifestStore(ManifestLimits limits)
{
    private const int SupportedVersion = 1;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TenantManifests> _tenants = new(StringComparer.Ordinal);

    /// <summary>Replaces the manifest for the same datasite and audience.</summary>
    /// <param name="tenant">One of the configured tenants: their number bounds the store.</param>
    /// <param name="sender">The sender's identity, which must be the datasite.</param>
    /// <param name="header">Fields of the manifest as they came.</param>
    /// <param name="frame">The text frame to send; copied.</param>
    public ManifestVerdict Put(string tenant, string sender, ManifestHeader header, ReadOnlySpan<byte> frame)
    {
        var verdict = Check(sender, header, frame.Length, out var audience);
        if (verdict != ManifestVerdict.Stored)
        {
            return verdict;
        }

        var entry = new ManifestEntry(new ManifestKey(sender, audience), frame.ToArray());
        lock (_lock)
        {
            if (!_tenants.TryGetValue(tenant, out var manifests))
            {
                _tenants[tenant] = manifests = new TenantManifests(limits);
            }

            manifests.Add(entry);
        }

        return ManifestVerdict.Stored;
    }

    /// <summary>
    /// The frames that a new connection of <paramref name="user"/> is to get: of other datasites, those for everyone first, oldest first.
    /// </summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> For(string tenant, string user)
    {
        lock (_lock)
        {
            return _tenants.TryGetValue(tenant, out var manifests)
                ? [.. manifests.For(AudienceHash.Public)
                    .Concat(manifests.For(AudienceHash.Of(user)))
                    .Where(entry => entry.Key.Datasite != user)
                    .Select(entry => entry.Frame)]
                : [];
        }
    }

    private ManifestVerdict Check(string sender, ManifestHeader header, int length, out string audience)
    {
        audience = "";
        if (!EmailAddress.TryNormalize(header.Datasite, out var datasite) || datasite != sender)
        {
            return ManifestVerdict.NotOwner;
        }

        if (header.Version != SupportedVersion)
        {
            return ManifestVerdict.UnknownVersion;
        }

        if (length > limits.ManifestBytes)
        {
            return ManifestVerdict.TooLarge;
        }

        var user = header.For;
        if (user != AudienceHash.Everyone && !EmailAddress.TryNormalize(header.For, out user))
        {
            return ManifestVerdict.InvalidAudience;
        }

        // A client that didn't lower the case hashed what it wrote; the manifest is for the same user.
        audience = AudienceHash.Of(user);
        var matches = header.ForHash == audience || header.ForHash == AudienceHash.Of(header.For);
        return matches ? ManifestVerdict.Stored : ManifestVerdict.HashMismatch;
    }
}
