using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Catalogue;

/// <summary>Writes one document field by field, so that each message is described once for both encodings.</summary>
internal interface IFieldWriter
{
    /// <summary>Opens a structure; what it returns goes to <see cref="EndStruct"/>.</summary>
    Mark BeginStruct();

    void EndStruct(Mark mark);

    /// <summary>Opens a list; false where it is null or left out, and then nothing follows.</summary>
    bool BeginList(Field field, int? count);

    void EndList();

    void Text(Field field, string value);

    /// <summary>A Go <c>int</c>: as short as it goes.</summary>
    void Int(Field field, long value);

    /// <summary>A Go <c>int64</c>: always nine bytes in MessagePack.</summary>
    void Int64(Field field, long value);

    /// <summary>A Go <c>uint64</c>: always nine bytes in MessagePack.</summary>
    void UInt64(Field field, ulong value);

    void Bytes(Field field, ReadOnlySpan<byte> value);

    void Texts(Field field, IReadOnlyList<string> value);

    void Map(Field field, IReadOnlyDictionary<string, string>? value);

    void Time(Field field, WireTime value);

    void Url(Field field, SyftUrl value);
}
