namespace Hotlink.Protocol.Catalogue;

/// <summary>The fields that routing needs.</summary>
internal enum HeaderPart : byte
{
    None,
    SessionId,
    Seq,
    Path,
    Payload,
}
