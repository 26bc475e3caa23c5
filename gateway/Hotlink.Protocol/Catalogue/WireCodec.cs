namespace Hotlink.Protocol.Catalogue;

/// <summary>The outer structure of every message: id, type, and the document of that type.</summary>
internal static class WireCodec
{
    public const int Id = 0;
    public const int Type = 1;
    public const int Data = 2;

    public static readonly Schema Schema = new(
        new("id", FieldKind.Text),
        new("typ", FieldKind.Number),
        new("dat", FieldKind.Other));

    public static (string Id, ushort Type, ReadOnlyMemory<byte> Data) Read<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        var id = "";
        ushort type = 0;
        ReadOnlyMemory<byte> data = default;
        var scope = reader.EnterStruct(Schema);
        while (reader.NextField(Schema, ref scope, out var field))
        {
            switch (field)
            {
                case Id: id = reader.Text(id); break;
                case Type: type = reader.UInt16(type); break;
                case Data: data = reader.Document(data); break;
            }
        }

        return (id, type, data);
    }
}
