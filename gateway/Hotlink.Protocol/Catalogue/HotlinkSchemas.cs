namespace Hotlink.Protocol.Catalogue;

/// <summary>The structures of the types that are routed without being decoded.</summary>
internal static class HotlinkSchemas
{
    /// <summary>The structure of a hotlink type; null for any other.</summary>
    public static Schema? Of(ulong type) => type switch
    {
        (ulong)MessageType.HotlinkData => DataCodec.Schema,
        (ulong)MessageType.HotlinkOpen => OpenCodec.Schema,
        (ulong)MessageType.HotlinkAccept => SessionCodec.AcceptSchema,
        (ulong)MessageType.HotlinkReject or (ulong)MessageType.HotlinkClose => SessionCodec.ReasonSchema,
        (ulong)MessageType.HotlinkSignal => SignalCodec.Schema,
        _ => null,
    };
}
