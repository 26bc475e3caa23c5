namespace Hotlink.Protocol.Messages;

/// <summary>
/// The access files that one reader of a datasite needs, in order. Send it as JSON: Go and Rust disagree about
/// <see cref="Generated"/> in MessagePack.
/// </summary>
/// <param name="Version">The manifest's version, 1.</param>
/// <param name="Datasite">The owner's email.</param>
/// <param name="For">The reader's email, or <c>*</c>.</param>
/// <param name="ForHash"><c>public</c> for <c>*</c>, else the first 8 bytes of SHA-256 of <see cref="For"/> in lower-case hex.</param>
/// <param name="Generated">When it was made.</param>
/// <param name="Order">The files in order; null (Go's nil) and empty are told apart on the wire.</param>
public sealed record AclManifest(
    long Version,
    string Datasite,
    string For,
    string ForHash,
    WireTime Generated,
    IReadOnlyList<AclEntry>? Order) : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.AclManifest;

    /// <inheritdoc/>
    public bool Equals(AclManifest? other) =>
        other is not null && Version == other.Version && Datasite == other.Datasite && For == other.For && ForHash == other.ForHash
        && Generated == other.Generated && Same.Lists(Order, other.Order);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version, Datasite, For, ForHash, Generated, Order?.Count);
}
