namespace Hotlink.Protocol.Catalogue;

/// <summary>Lists and maps of strings, which are read alike in both encodings.</summary>
internal static class Collections
{
    public static IReadOnlyList<string> Texts<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        List<string>? texts = null;
        var scope = reader.EnterList();
        while (reader.NextItem(ref scope))
        {
            (texts ??= []).Add(reader.Text(""));
        }

        return texts is null ? [] : texts;
    }

    /// <summary>A map. Like in Go, a key that comes twice adds to the map that is there, and nil takes it away.</summary>
    public static Dictionary<string, string>? Map<TReader>(ref TReader reader, Dictionary<string, string>? current)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        var scope = reader.EnterMap();
        if (scope.IsNil)
        {
            return null;
        }

        var map = current ?? new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.NextKey(ref scope, out var key))
        {
            map[key] = reader.Text("");
        }

        return map;
    }
}
