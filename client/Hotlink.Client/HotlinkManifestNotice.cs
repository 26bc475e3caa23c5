namespace Hotlink.Client;

/// <summary>The access files of a datasite that its owner published.</summary>
/// <param name="Manifest">What was published.</param>
public sealed record HotlinkManifestNotice(HotlinkManifest Manifest) : HotlinkNotice;
