namespace Hotlink.Protocol.Catalogue;

/// <summary>What a field of the catalogue holds.</summary>
internal enum FieldKind : byte
{
    Text,
    Number,
    Bytes,
    Texts,
    Other,
}
