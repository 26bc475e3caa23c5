using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Catalogue;

/// <summary>Types 2 and 7, which share one structure, and 3.</summary>
internal static class FileCodec
{
    private const int Path = 0;
    private const int ETag = 1;
    private const int Length = 2;
    private const int Content = 3;

    private static readonly Schema Schema = new(
        new("pth", "Path", FieldKind.Text),
        new("etg", "ETag", FieldKind.Text),
        new("len", "Length", FieldKind.Number),
        new("con", "Content", FieldKind.Bytes, Presence.OmitEmptyInJson, nilable: true));

    private static readonly Schema DeleteSchema = new(new Field("pth", "Path", FieldKind.Text));

    public static FileWrite ReadFile<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        string path = "", etag = "";
        long length = 0;
        ReadOnlyMemory<byte> content = default;
        var scope = reader.EnterStruct(Schema);
        while (reader.NextField(Schema, ref scope, out var field))
        {
            switch (field)
            {
                case Path: path = reader.Text(path); break;
                case ETag: etag = reader.Text(etag); break;
                case Length: length = reader.Int64(length); break;
                case Content: content = reader.Bytes(content); break;
            }
        }

        return new FileWrite(path, etag, length, content);
    }

    public static FileNotify ReadNotify<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        var file = ReadFile(ref reader);
        return new FileNotify(file.Path, file.ETag, file.Length, file.Content);
    }

    public static FileDelete ReadDelete<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        var path = "";
        var scope = reader.EnterStruct(DeleteSchema);
        while (reader.NextField(DeleteSchema, ref scope, out _))
        {
            path = reader.Text(path);
        }

        return new FileDelete(path);
    }

    public static void Write<TWriter>(ref TWriter writer, string path, string etag, long length, ReadOnlySpan<byte> content)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        var mark = writer.BeginStruct();
        writer.Text(Schema[Path], path);
        writer.Text(Schema[ETag], etag);
        writer.Int64(Schema[Length], length);
        writer.Bytes(Schema[Content], content);
        writer.EndStruct(mark);
    }

    public static void WriteDelete<TWriter>(ref TWriter writer, FileDelete message)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        var mark = writer.BeginStruct();
        writer.Text(DeleteSchema[Path], message.Path);
        writer.EndStruct(mark);
    }
}
