namespace Hotlink.Client.Streams;

/// <summary>What a receiver makes of a hello.</summary>
internal enum HelloAnswer
{
    /// <summary>Nothing: it is late, or the stream has become a plain one.</summary>
    Ignored,

    /// <summary>The stream is in this session now, and welcomes.</summary>
    Welcomed,

    /// <summary>It is of another stream: that session is none of this one.</summary>
    OtherStream,

    /// <summary>The stream has failed, and says so once more.</summary>
    Refused,
}
