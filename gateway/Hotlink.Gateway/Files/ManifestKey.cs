namespace Hotlink.Gateway.Files;

internal readonly record struct ManifestKey(string Datasite, string Audience);
