using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Catalogue;

/// <summary>Type 14.</summary>
internal static class SignalCodec
{
    private const int SessionId = 0;
    private const int Kind = 1;
    private const int Addresses = 2;
    private const int Token = 3;
    private const int Error = 4;

    public static readonly Schema Schema = new(
        new("sid", FieldKind.Text),
        new("knd", FieldKind.Text),
        new("adr", FieldKind.Texts, Presence.OmitEmpty),
        new("tok", FieldKind.Text, Presence.OmitEmpty),
        new("err", FieldKind.Text, Presence.OmitEmpty));

    public static HotlinkSignal Read<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        string session = "", kind = "", token = "", error = "";
        IReadOnlyList<string> addresses = [];
        var scope = reader.EnterStruct(Schema);
        while (reader.NextField(Schema, ref scope, out var field))
        {
            switch (field)
            {
                case SessionId: session = reader.Text(session); break;
                case Kind: kind = reader.Text(kind); break;
                case Addresses: addresses = Collections.Texts(ref reader); break;
                case Token: token = reader.Text(token); break;
                case Error: error = reader.Text(error); break;
            }
        }

        return new HotlinkSignal(session, kind, addresses, token, error);
    }

    public static void Write<TWriter>(ref TWriter writer, HotlinkSignal message)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        var mark = writer.BeginStruct();
        writer.Text(Schema[SessionId], message.SessionId);
        writer.Text(Schema[Kind], message.Kind);
        writer.Texts(Schema[Addresses], message.Addresses);
        writer.Text(Schema[Token], message.Token);
        writer.Text(Schema[Error], message.Error);
        writer.EndStruct(mark);
    }
}
