namespace Hotlink.Protocol.Catalogue;

/// <summary>Whether a field is written when it is empty: the "opt" column of wire-protocol, section 8.</summary>
internal enum Presence : byte
{
    Always,
    OmitEmptyInJson,
    OmitEmpty,
}
