namespace Hotlink.Grains.Abstractions.Frames;

/// <summary>How the bytes of a frame are encoded.</summary>
public enum FrameFormat : byte
{
    /// <summary>A bare JSON object: the content of a WebSocket text message.</summary>
    JsonText = 0,

    /// <summary>Envelope and MessagePack: the content of a WebSocket binary message.</summary>
    MsgPackBinary = 1,

    /// <summary>JSON text for peers of either encoding: no binary form of an access manifest suits all of them.</summary>
    JsonForAll = 2,
}
