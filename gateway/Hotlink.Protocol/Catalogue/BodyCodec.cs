using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Catalogue;

/// <summary>From a type to the codec of its structure, both ways.</summary>
internal static class BodyCodec
{
    /// <summary>Reads the structure of a type; null where the type is unknown.</summary>
    public static Message? Read<TReader>(ushort type, ref TReader reader)
        where TReader : struct, IFieldReader<TReader>, allows ref struct =>
        (MessageType)type switch
        {
            MessageType.System => SystemCodec.Read(ref reader),
            MessageType.Error => ErrorCodec.Read(ref reader),
            MessageType.FileWrite => FileCodec.ReadFile(ref reader),
            MessageType.FileDelete => FileCodec.ReadDelete(ref reader),
            MessageType.Ack => AckCodec.ReadAck(ref reader),
            MessageType.Nack => AckCodec.ReadNack(ref reader),
            MessageType.Http => HttpCodec.Read(ref reader),
            MessageType.FileNotify => FileCodec.ReadNotify(ref reader),
            MessageType.AclManifest => AclManifestCodec.Read(ref reader),
            MessageType.HotlinkOpen => OpenCodec.Read(ref reader),
            MessageType.HotlinkAccept => SessionCodec.ReadAccept(ref reader),
            MessageType.HotlinkReject => SessionCodec.ReadReject(ref reader),
            MessageType.HotlinkData => DataCodec.Read(ref reader),
            MessageType.HotlinkClose => SessionCodec.ReadClose(ref reader),
            MessageType.HotlinkSignal => SignalCodec.Read(ref reader),
            _ => null,
        };

    public static void Write<TWriter>(ref TWriter writer, Message body)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        switch (body)
        {
            case HotlinkData data: DataCodec.Write(ref writer, data); break;
            case HotlinkOpen open: OpenCodec.Write(ref writer, open); break;
            case HotlinkAccept accept: SessionCodec.WriteAccept(ref writer, accept); break;
            case HotlinkReject reject: SessionCodec.WriteReason(ref writer, reject.SessionId, reject.Reason); break;
            case HotlinkClose close: SessionCodec.WriteReason(ref writer, close.SessionId, close.Reason); break;
            case HotlinkSignal signal: SignalCodec.Write(ref writer, signal); break;
            case SystemMessage system: SystemCodec.Write(ref writer, system); break;
            case ErrorMessage error: ErrorCodec.Write(ref writer, error); break;
            case FileWrite file: FileCodec.Write(ref writer, file.Path, file.ETag, file.Length, file.Content.Span); break;
            case FileNotify file: FileCodec.Write(ref writer, file.Path, file.ETag, file.Length, file.Content.Span); break;
            case FileDelete file: FileCodec.WriteDelete(ref writer, file); break;
            case Ack ack: AckCodec.Write(ref writer, ack); break;
            case Nack nack: AckCodec.Write(ref writer, nack); break;
            case HttpMessage http: HttpCodec.Write(ref writer, http); break;
            case AclManifest manifest: AclManifestCodec.Write(ref writer, manifest); break;
            default: throw new ArgumentException("A message of a type that the catalogue does not have.", nameof(body));
        }
    }
}
