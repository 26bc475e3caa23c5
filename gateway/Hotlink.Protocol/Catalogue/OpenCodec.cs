using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Catalogue;

/// <summary>Type 9.</summary>
internal static class OpenCodec
{
    private const int SessionId = 0;
    private const int Path = 1;
    private const int From = 2;
    private const int To = 3;

    public static readonly Schema Schema = new(
        new("sid", FieldKind.Text),
        new("pth", FieldKind.Text),
        new("frm", FieldKind.Text, Presence.OmitEmpty, nilable: true),
        new("to", FieldKind.Text, Presence.OmitEmpty, nilable: true));

    public static HotlinkOpen Read<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        string session = "", path = "", from = "", to = "";
        var scope = reader.EnterStruct(Schema);
        while (reader.NextField(Schema, ref scope, out var field))
        {
            switch (field)
            {
                case SessionId: session = reader.Text(session); break;
                case Path: path = reader.Text(path); break;
                case From: from = reader.Text(from); break;
                case To: to = reader.Text(to); break;
            }
        }

        return new HotlinkOpen(session, path, from, to);
    }

    public static void Write<TWriter>(ref TWriter writer, HotlinkOpen message)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        var mark = writer.BeginStruct();
        writer.Text(Schema[SessionId], message.SessionId);
        writer.Text(Schema[Path], message.Path);
        writer.Text(Schema[From], message.From);
        writer.Text(Schema[To], message.To);
        writer.EndStruct(mark);
    }
}
