namespace Hotlink.Protocol.Catalogue;

/// <summary>
/// Reads one document field by field, so that each message is described once for both encodings. Failure is sticky: after the
/// first refusal every call returns what it was given, and <see cref="Finish"/> tells the reason.
/// Each value method takes the current value, which JSON's null leaves alone.
/// </summary>
/// <typeparam name="TSelf">The reader itself.</typeparam>
internal interface IFieldReader<TSelf>
    where TSelf : struct, IFieldReader<TSelf>, allows ref struct
{
    static abstract TSelf Open(ReadOnlyMemory<byte> document, FrameLimits limits, string field);

    Scope EnterStruct(Schema schema);

    bool NextField(Schema schema, ref Scope scope, out int field);

    Scope EnterList();

    bool NextItem(ref Scope scope);

    Scope EnterMap();

    bool NextKey(ref Scope scope, out string key);

    string Text(string current);

    long Int64(long current);

    ulong UInt64(ulong current);

    ushort UInt16(ushort current);

    /// <summary>The bytes; they may lie in the document itself.</summary>
    ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<byte> current);

    /// <summary>The document inside the document.</summary>
    ReadOnlyMemory<byte> Document(ReadOnlyMemory<byte> current);

    WireTime Time(WireTime current);

    Messages.SyftUrl Url(Messages.SyftUrl current);

    /// <summary>True when the whole document was accepted.</summary>
    bool Finish(out ProtocolViolation violation);
}
