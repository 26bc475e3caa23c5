using Hotlink.Protocol.Catalogue;

namespace Hotlink.Protocol.Peek;

/// <summary>What a peek has found so far.</summary>
internal struct HeaderParts
{
    public Extent Id;
    public Extent SessionId;
    public Extent Path;
    public Extent Payload;
    public ulong Seq;
    public MessageType Type;

    private int _seen;

    /// <summary>True for data that carries no bytes.</summary>
    public readonly bool IsEmptyData => Type == MessageType.HotlinkData && Payload.Length == 0;

    /// <summary>Notes a field; false where it came before.</summary>
    public bool See(int field)
    {
        var bit = 1 << field;
        var first = (_seen & bit) == 0;
        _seen |= bit;
        return first;
    }

    public readonly bool HasAll(Schema schema) => (_seen & schema.RequiredBits) == schema.RequiredBits;
}
