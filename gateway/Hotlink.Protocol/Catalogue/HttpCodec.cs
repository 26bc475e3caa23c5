using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Catalogue;

/// <summary>Type 6.</summary>
internal static class HttpCodec
{
    private const int From = 0;
    private const int Url = 1;
    private const int Method = 2;
    private const int Headers = 3;
    private const int Body = 4;
    private const int RequestId = 5;
    private const int ETag = 6;

    private static readonly Schema Schema = new(
        new("from", "From", FieldKind.Text),
        new("syft_url", "SyftURL", FieldKind.Other),
        new("method", "Method", FieldKind.Text),
        new("headers", "Headers", FieldKind.Other, Presence.OmitEmptyInJson),
        new("body", "Body", FieldKind.Bytes, Presence.OmitEmptyInJson, nilable: true),
        new("id", "Id", FieldKind.Text),
        new("etag", "Etag", FieldKind.Text, Presence.OmitEmptyInJson));

    public static HttpMessage Read<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        string from = "", method = "", id = "", etag = "";
        var url = SyftUrl.Empty;
        Dictionary<string, string>? headers = null;
        ReadOnlyMemory<byte> body = default;
        var scope = reader.EnterStruct(Schema);
        while (reader.NextField(Schema, ref scope, out var field))
        {
            switch (field)
            {
                case From: from = reader.Text(from); break;
                case Url: url = reader.Url(url); break;
                case Method: method = reader.Text(method); break;
                case Headers: headers = Collections.Map(ref reader, headers); break;
                case Body: body = reader.Bytes(body); break;
                case RequestId: id = reader.Text(id); break;
                case ETag: etag = reader.Text(etag); break;
            }
        }

        return new HttpMessage(from, url, method, headers, body, id, etag);
    }

    public static void Write<TWriter>(ref TWriter writer, HttpMessage message)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        var mark = writer.BeginStruct();
        writer.Text(Schema[From], message.From);
        writer.Url(Schema[Url], message.Url);
        writer.Text(Schema[Method], message.Method);
        writer.Map(Schema[Headers], message.Headers);
        writer.Bytes(Schema[Body], message.Body.Span);
        writer.Text(Schema[RequestId], message.RequestId);
        writer.Text(Schema[ETag], message.ETag);
        writer.EndStruct(mark);
    }
}
