using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Catalogue;

/// <summary>Type 1.</summary>
internal static class ErrorCodec
{
    private const int Code = 0;
    private const int Path = 1;
    private const int Text = 2;

    private static readonly Schema Schema = new(
        new("cod", "Code", FieldKind.Number),
        new("pth", "Path", FieldKind.Text),
        new("msg", "Message", FieldKind.Text));

    public static ErrorMessage Read<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        long code = 0;
        string path = "", text = "";
        var scope = reader.EnterStruct(Schema);
        while (reader.NextField(Schema, ref scope, out var field))
        {
            switch (field)
            {
                case Code: code = reader.Int64(code); break;
                case Path: path = reader.Text(path); break;
                case Text: text = reader.Text(text); break;
            }
        }

        return new ErrorMessage(code, path, text);
    }

    public static void Write<TWriter>(ref TWriter writer, ErrorMessage message)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        var mark = writer.BeginStruct();
        writer.Int(Schema[Code], message.Code);
        writer.Text(Schema[Path], message.Path);
        writer.Text(Schema[Text], message.Text);
        writer.EndStruct(mark);
    }
}
