using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Catalogue;

/// <summary>The URL of type 6 as a structure, which is how MessagePack has it.</summary>
internal static class SyftUrlCodec
{
    private const int Datasite = 0;
    private const int AppName = 1;
    private const int Endpoint = 2;
    private const int QueryParams = 3;

    private static readonly Schema Schema = new(
        new("datasite", "Datasite", FieldKind.Text),
        new("app_name", "AppName", FieldKind.Text),
        new("endpoint", "Endpoint", FieldKind.Text),
        new("query_params", "QueryParams", FieldKind.Other));

    /// <summary>Reads over what is there: in Go a key that comes twice changes only the parts it names, and nil clears them.</summary>
    public static SyftUrl Read<TReader>(ref TReader reader, SyftUrl current)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        var scope = reader.EnterStruct(Schema);
        var (datasite, app, endpoint, query) = scope.IsNil ? SyftUrl.Empty : current;
        while (reader.NextField(Schema, ref scope, out var field))
        {
            switch (field)
            {
                case Datasite: datasite = reader.Text(datasite); break;
                case AppName: app = reader.Text(app); break;
                case Endpoint: endpoint = reader.Text(endpoint); break;
                case QueryParams: query = Collections.Map(ref reader, query as Dictionary<string, string>); break;
            }
        }

        return new SyftUrl(datasite, app, endpoint, query);
    }

    public static void Write<TWriter>(ref TWriter writer, SyftUrl url)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        var mark = writer.BeginStruct();
        writer.Text(Schema[Datasite], url.Datasite);
        writer.Text(Schema[AppName], url.AppName);
        writer.Text(Schema[Endpoint], url.Endpoint);
        writer.Map(Schema[QueryParams], url.QueryParams);
        writer.EndStruct(mark);
    }
}
