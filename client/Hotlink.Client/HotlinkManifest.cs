namespace Hotlink.Client;

/// <summary>The access files that one reader of a datasite needs, in order.</summary>
/// <param name="Datasite">The owner's email.</param>
/// <param name="For">The reader's email, or <c>*</c>.</param>
/// <param name="ForHash"><c>public</c> for <c>*</c>, else the first 8 bytes of SHA-256 of <paramref name="For"/> in lower-case hex.</param>
/// <param name="Generated">When it was made.</param>
/// <param name="Entries">Path (a directory) and MD5 of each access file.</param>
public sealed record HotlinkManifest(
    string Datasite, string For, string ForHash, DateTimeOffset Generated, IReadOnlyList<KeyValuePair<string, string>> Entries);
