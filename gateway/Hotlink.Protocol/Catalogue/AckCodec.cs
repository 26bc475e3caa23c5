using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Catalogue;

/// <summary>Types 4 and 5.</summary>
internal static class AckCodec
{
    private const int OriginalId = 0;
    private const int Error = 1;

    private static readonly Schema AckSchema = new(new Field("oid", "OriginalId", FieldKind.Text));

    private static readonly Schema NackSchema = new(
        new("oid", "OriginalId", FieldKind.Text),
        new("err", "Error", FieldKind.Text));

    public static Ack ReadAck<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        var id = "";
        var scope = reader.EnterStruct(AckSchema);
        while (reader.NextField(AckSchema, ref scope, out _))
        {
            id = reader.Text(id);
        }

        return new Ack(id);
    }

    public static Nack ReadNack<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        string id = "", error = "";
        var scope = reader.EnterStruct(NackSchema);
        while (reader.NextField(NackSchema, ref scope, out var field))
        {
            switch (field)
            {
                case OriginalId: id = reader.Text(id); break;
                case Error: error = reader.Text(error); break;
            }
        }

        return new Nack(id, error);
    }

    public static void Write<TWriter>(ref TWriter writer, Ack message)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        var mark = writer.BeginStruct();
        writer.Text(AckSchema[OriginalId], message.OriginalId);
        writer.EndStruct(mark);
    }

    public static void Write<TWriter>(ref TWriter writer, Nack message)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        var mark = writer.BeginStruct();
        writer.Text(NackSchema[OriginalId], message.OriginalId);
        writer.Text(NackSchema[Error], message.Error);
        writer.EndStruct(mark);
    }
}
