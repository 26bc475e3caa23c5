using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Catalogue;

/// <summary>Type 8.</summary>
internal static class AclManifestCodec
{
    private const int Version = 0;
    private const int Datasite = 1;
    private const int For = 2;
    private const int ForHash = 3;
    private const int Generated = 4;
    private const int Order = 5;

    private const int Path = 0;
    private const int Hash = 1;

    private static readonly Schema Schema = new(
        new("version", "Version", FieldKind.Number),
        new("datasite", "Datasite", FieldKind.Text),
        new("for", "For", FieldKind.Text),
        new("for_hash", "ForHash", FieldKind.Text),
        new("generated", "Generated", FieldKind.Other),
        new("acl_order", "ACLOrder", FieldKind.Other));

    private static readonly Schema EntrySchema = new(
        new("path", "Path", FieldKind.Text),
        new("hash", "Hash", FieldKind.Text));

    public static AclManifest Read<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        long version = 0;
        string datasite = "", principal = "", hash = "";
        WireTime generated = default;
        List<AclEntry>? order = null;
        var scope = reader.EnterStruct(Schema);
        while (reader.NextField(Schema, ref scope, out var field))
        {
            switch (field)
            {
                case Version: version = reader.Int64(version); break;
                case Datasite: datasite = reader.Text(datasite); break;
                case For: principal = reader.Text(principal); break;
                case ForHash: hash = reader.Text(hash); break;
                case Generated: generated = reader.Time(generated); break;
                case Order: order = ReadOrder(ref reader); break;
            }
        }

        return new AclManifest(version, datasite, principal, hash, generated, order);
    }

    public static void Write<TWriter>(ref TWriter writer, AclManifest message)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        var mark = writer.BeginStruct();
        writer.Int(Schema[Version], message.Version);
        writer.Text(Schema[Datasite], message.Datasite);
        writer.Text(Schema[For], message.For);
        writer.Text(Schema[ForHash], message.ForHash);
        writer.Time(Schema[Generated], message.Generated);
        WriteOrder(ref writer, message.Order);
        writer.EndStruct(mark);
    }

    private static List<AclEntry>? ReadOrder<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        var scope = reader.EnterList();
        if (scope.IsNil)
        {
            return null;
        }

        List<AclEntry> order = [];
        while (reader.NextItem(ref scope))
        {
            order.Add(ReadEntry(ref reader));
        }

        return order;
    }

    private static AclEntry ReadEntry<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        string path = "", hash = "";
        var scope = reader.EnterStruct(EntrySchema);
        while (reader.NextField(EntrySchema, ref scope, out var field))
        {
            switch (field)
            {
                case Path: path = reader.Text(path); break;
                case Hash: hash = reader.Text(hash); break;
            }
        }

        return new AclEntry(path, hash);
    }

    private static void WriteOrder<TWriter>(ref TWriter writer, IReadOnlyList<AclEntry>? order)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        if (!writer.BeginList(Schema[Order], order?.Count))
        {
            return;
        }

        foreach (var entry in order ?? [])
        {
            var mark = writer.BeginStruct();
            writer.Text(EntrySchema[Path], entry.Path);
            writer.Text(EntrySchema[Hash], entry.Hash);
            writer.EndStruct(mark);
        }

        writer.EndList();
    }
}
