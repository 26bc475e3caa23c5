using System.Text;

namespace Hotlink.Protocol.Catalogue;

/// <summary>One row of the catalogue: a field's two keys, what it holds and when it is left out.</summary>
internal sealed class Field(string jsonKey, string msgPackKey, FieldKind kind, Presence presence = Presence.Always, bool nilable = false)
{
    private readonly byte[] _jsonKey = Encoding.UTF8.GetBytes(jsonKey);
    private readonly byte[] _msgPackKey = Encoding.UTF8.GetBytes(msgPackKey);

    /// <summary>A hotlink field: one key for both encodings.</summary>
    public Field(string key, FieldKind kind, Presence presence = Presence.Always, bool nilable = false)
        : this(key, key, kind, presence, nilable)
    {
    }

    public string JsonName => jsonKey;

    public string MsgPackName => msgPackKey;

    public FieldKind Kind => kind;

    /// <summary>Which part of a frame header this field is, in the hotlink types.</summary>
    public HeaderPart Part { get; } = msgPackKey switch
    {
        "sid" => HeaderPart.SessionId,
        "seq" => HeaderPart.Seq,
        "pth" => HeaderPart.Path,
        "pay" => HeaderPart.Payload,
        _ => HeaderPart.None,
    };

    /// <summary>True where every known peer refuses a message without this field.</summary>
    public bool Required => presence != Presence.OmitEmpty;

    /// <summary>True where every known peer reads nil as empty.</summary>
    public bool Nilable => nilable;

    /// <summary>A MessagePack key of three letters as it is written, head byte first, in one number; else 0.</summary>
    public uint Tag { get; } = msgPackKey is [var one, var two, var three]
        ? (0xa3u << 24) | ((uint)one << 16) | ((uint)two << 8) | three
        : 0;

    public ReadOnlySpan<byte> Key(WireEncoding encoding) => encoding == WireEncoding.Json ? _jsonKey : _msgPackKey;

    public bool OmittedWhenEmpty(WireEncoding encoding) =>
        presence == Presence.OmitEmpty || (presence == Presence.OmitEmptyInJson && encoding == WireEncoding.Json);
}
