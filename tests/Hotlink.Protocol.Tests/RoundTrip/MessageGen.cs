using FsCheck;
using FsCheck.Fluent;
using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Tests.RoundTrip;

/// <summary>Random messages that both encodings can carry unchanged.</summary>
internal static class MessageGen
{
    private static readonly Gen<string> Piece = Gen.Elements(
        "a", "0", "/", "@x.io", " ", "\"", "\\", "<&>", "\u2028\u2029", "\0", "\u001f\t\r\n\b\f", "\u007f", "é", "\uffee", "😀", "\ufffd",
        "longer than thirty-one bytes for sure");

    private static readonly Gen<string> Text = Gen.Frequency(
        (1, Gen.Constant("")),
        (8, Gen.ArrayOf(Piece).Select(string.Concat)),
        (1, Gen.Elements(31, 32, 255, 256, 65_535, 65_536).Select(length => new string('x', length))));

    private static readonly Gen<string> Name = Gen.NonEmptyListOf(Gen.Elements("a", "b-1", "ü", "_", "~")).Select(string.Concat);

    private static readonly Gen<long> Whole = Gen.OneOf(
        Gen.Choose(-70_000, 70_000).Select(value => (long)value),
        Gen.Elements(-129, -128, -33, -32, 127, 128, 255, 256, int.MinValue, int.MinValue - 1L, uint.MaxValue, uint.MaxValue + 1L),
        Gen.Elements(long.MinValue, long.MaxValue));

    private static readonly Gen<ReadOnlyMemory<byte>> Payload = Gen.OneOf(
        Gen.ArrayOf(Gen.Choose(0, 255)).Select(values => Array.ConvertAll(values, value => (byte)value)),
        Gen.Elements(0, 1, 2, 3, 255, 256, 65_535, 65_536, 200_000).Select(length => new byte[length]))
        .Select(bytes => (ReadOnlyMemory<byte>)bytes);

    private static readonly Gen<IReadOnlyDictionary<string, string>?> Map = Gen.OneOf(
        Gen.Constant<IReadOnlyDictionary<string, string>?>(null),
        Gen.NonEmptyListOf(Text.Two()).Select(IReadOnlyDictionary<string, string>? (pairs) => ToMap(pairs)));

    private static readonly Gen<SyftUrl> Url =
        from app in Name
        from endpoint in Name.Two()
        from query in Gen.ListOf(Gen.Zip(Name, Text))
        select new SyftUrl("bob@x.io", app, $"{endpoint.Item1}/{endpoint.Item2}", query.Count == 0 ? null : ToMap(query));

    private static readonly Gen<WireTime> Time =
        from days in Gen.Choose(-719_528, 2_932_896)
        from second in Gen.Choose(0, 86_399)
        from nanosecond in Gen.OneOf(Gen.Elements(0, 1, 120_000_000, 999_999_999), Gen.Choose(0, 999_999_999))
        select WireTime.TryCreate((days * 86_400L) + second, (uint)nanosecond, out var time) ? time : default;

    private static readonly Gen<IReadOnlyList<AclEntry>?> Order = Gen.OneOf(
        Gen.Constant<IReadOnlyList<AclEntry>?>(null),
        Gen.ListOf(Text.Two().Select(pair => new AclEntry(pair.Item1, pair.Item2)))
            .Select(IReadOnlyList<AclEntry>? (entries) => [.. entries]));

    private static readonly Gen<Message> Body = Gen.OneOf(
        Text.Two().Select(Message (text) => new SystemMessage(text.Item1, text.Item2)),
        Errors(),
        Files((path, etag, length, content) => new FileWrite(path, etag, length, content)),
        Files((path, etag, length, content) => new FileNotify(path, etag, length, content)),
        Text.Select(Message (path) => new FileDelete(path)),
        Text.Select(Message (id) => new Ack(id)),
        Text.Two().Select(Message (text) => new Nack(text.Item1, text.Item2)),
        HttpMessages(),
        Manifests(),
        Text.Four().Select(Message (text) => new HotlinkOpen(text.Item1, text.Item2, text.Item3, text.Item4)),
        Text.Select(Message (session) => new HotlinkAccept(session)),
        Text.Two().Select(Message (text) => new HotlinkReject(text.Item1, text.Item2)),
        Text.Two().Select(Message (text) => new HotlinkClose(text.Item1, text.Item2)),
        Data(),
        Signals());

    public static Arbitrary<WireMessage> Messages { get; } =
        (from id in Text from body in Body select new WireMessage(id, body)).ToArbitrary();

    private static Gen<Message> Errors() =>
        from code in Whole
        from text in Text.Two()
        select (Message)new ErrorMessage(code, text.Item1, text.Item2);

    private static Gen<Message> Files(Func<string, string, long, ReadOnlyMemory<byte>, Message> make) =>
        from text in Text.Two()
        from length in Whole
        from content in Payload
        select make(text.Item1, text.Item2, length, content);

    private static Gen<Message> Data() =>
        from text in Text.Three()
        from seq in Whole
        from payload in Payload
        select (Message)new HotlinkData(text.Item1, (ulong)seq, text.Item2, text.Item3, payload);

    private static Gen<Message> Signals() =>
        from text in Text.Four()
        from addresses in Gen.ListOf(Text)
        select (Message)new HotlinkSignal(text.Item1, text.Item2, [.. addresses], text.Item3, text.Item4);

    private static Gen<Message> HttpMessages() =>
        from text in Text.Four()
        from url in Url
        from headers in Map
        from body in Payload
        select (Message)new HttpMessage(text.Item1, url, text.Item2, headers, body, text.Item3, text.Item4);

    private static Gen<Message> Manifests() =>
        from text in Text.Three()
        from version in Whole
        from time in Time
        from order in Order
        select (Message)new AclManifest(version, text.Item1, text.Item2, text.Item3, time, order);

    private static Dictionary<string, string> ToMap(IEnumerable<(string Key, string Value)> pairs) =>
        pairs.DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Value);
}
