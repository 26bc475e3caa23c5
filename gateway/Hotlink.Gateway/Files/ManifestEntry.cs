namespace Hotlink.Gateway.Files;

/// <summary>A kept manifest: for whom, and the text frame to send.</summary>
internal sealed record ManifestEntry(ManifestKey Key, ReadOnlyMemory<byte> Frame);
