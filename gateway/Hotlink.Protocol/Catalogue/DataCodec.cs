using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Catalogue;

/// <summary>Type 12.</summary>
internal static class DataCodec
{
    public const int SessionId = 0;
    public const int Seq = 1;
    public const int Path = 2;
    public const int ETag = 3;
    public const int Payload = 4;

    public static readonly Schema Schema = new(
        new("sid", FieldKind.Text),
        new("seq", FieldKind.Number),
        new("pth", FieldKind.Text),
        new("etg", FieldKind.Text, Presence.OmitEmpty),
        new("pay", FieldKind.Bytes, Presence.OmitEmpty));

    public static HotlinkData Read<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        string session = "", path = "", etag = "";
        ulong seq = 0;
        ReadOnlyMemory<byte> payload = default;
        var scope = reader.EnterStruct(Schema);
        while (reader.NextField(Schema, ref scope, out var field))
        {
            switch (field)
            {
                case SessionId: session = reader.Text(session); break;
                case Seq: seq = reader.UInt64(seq); break;
                case Path: path = reader.Text(path); break;
                case ETag: etag = reader.Text(etag); break;
                case Payload: payload = reader.Bytes(payload); break;
            }
        }

        return new HotlinkData(session, seq, path, etag, payload);
    }

    public static void Write<TWriter>(ref TWriter writer, HotlinkData message)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        var mark = writer.BeginStruct();
        writer.Text(Schema[SessionId], message.SessionId);
        writer.UInt64(Schema[Seq], message.Seq);
        writer.Text(Schema[Path], message.Path);
        writer.Text(Schema[ETag], message.ETag);
        writer.Bytes(Schema[Payload], message.Payload.Span);
        writer.EndStruct(mark);
    }
}
