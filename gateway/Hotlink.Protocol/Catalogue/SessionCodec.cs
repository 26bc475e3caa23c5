using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Catalogue;

/// <summary>Type 10 (a session id), and 11 and 13 (a session id and a reason).</summary>
internal static class SessionCodec
{
    private const int SessionId = 0;
    private const int Reason = 1;

    public static readonly Schema AcceptSchema = new(new Field("sid", FieldKind.Text));

    public static readonly Schema ReasonSchema = new(
        new("sid", FieldKind.Text),
        new("rsn", FieldKind.Text, Presence.OmitEmpty));

    public static HotlinkAccept ReadAccept<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        var session = "";
        var scope = reader.EnterStruct(AcceptSchema);
        while (reader.NextField(AcceptSchema, ref scope, out _))
        {
            session = reader.Text(session);
        }

        return new HotlinkAccept(session);
    }

    public static HotlinkReject ReadReject<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        var (session, reason) = ReadReason(ref reader);
        return new HotlinkReject(session, reason);
    }

    public static HotlinkClose ReadClose<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        var (session, reason) = ReadReason(ref reader);
        return new HotlinkClose(session, reason);
    }

    public static void WriteAccept<TWriter>(ref TWriter writer, HotlinkAccept message)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        var mark = writer.BeginStruct();
        writer.Text(AcceptSchema[SessionId], message.SessionId);
        writer.EndStruct(mark);
    }

    public static void WriteReason<TWriter>(ref TWriter writer, string session, string reason)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        var mark = writer.BeginStruct();
        writer.Text(ReasonSchema[SessionId], session);
        writer.Text(ReasonSchema[Reason], reason);
        writer.EndStruct(mark);
    }

    private static (string Session, string Reason) ReadReason<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct
    {
        string session = "", reason = "";
        var scope = reader.EnterStruct(ReasonSchema);
        while (reader.NextField(ReasonSchema, ref scope, out var field))
        {
            switch (field)
            {
                case SessionId: session = reader.Text(session); break;
                case Reason: reason = reader.Text(reason); break;
            }
        }

        return (session, reason);
    }
}
