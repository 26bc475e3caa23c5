namespace Hotlink.Gateway.Files;

/// <summary>The fields of an ACLManifest that decide where it goes.</summary>
internal readonly record struct ManifestHeader(long Version, string Datasite, string For, string ForHash);
