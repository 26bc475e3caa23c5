using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Catalogue;

/// <summary>Type 0.</summary>
internal static class SystemCodec
{
    private const int Version = 0;
    private const int Text = 1;

    private static readonly Schema Schema = new(
        new("ver", "SystemVersion", FieldKind.Text),
        new("msg", "Message", FieldKind.Text));

    public static SystemMessage Read<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        string version = "", text = "";
        var scope = reader.EnterStruct(Schema);
        while (reader.NextField(Schema, ref scope, out var field))
        {
            switch (field)
            {
                case Version: version = reader.Text(version); break;
                case Text: text = reader.Text(text); break;
            }
        }

        return new SystemMessage(version, text);
    }

    public static void Write<TWriter>(ref TWriter writer, SystemMessage message)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        var mark = writer.BeginStruct();
        writer.Text(Schema[Version], message.SystemVersion);
        writer.Text(Schema[Text], message.Text);
        writer.EndStruct(mark);
    }
}
