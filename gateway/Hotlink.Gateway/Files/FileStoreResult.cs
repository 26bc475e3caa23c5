namespace Hotlink.Gateway.Files;

/// <summary>Stored, or why not.</summary>
internal readonly record struct FileStoreResult
{
    public static readonly FileStoreResult Success;

    public StoreRefusal? Refusal { get; private init; }

    public bool IsStored => Refusal is null;

    public static implicit operator FileStoreResult(StoreRefusal refusal) => new() { Refusal = refusal };
}
