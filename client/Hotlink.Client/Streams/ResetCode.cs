namespace Hotlink.Client.Streams;

/// <summary>Why an end resets a stream.</summary>
internal enum ResetCode
{
    /// <summary>The application gave it up.</summary>
    Aborted,

    /// <summary>The receiver doesn't know the stream.</summary>
    UnknownStream,

    /// <summary>The other end broke the rules.</summary>
    Protocol,

    /// <summary>What is missing can't be sent again.</summary>
    FramesLost,

    /// <summary>The other end did not come back in time.</summary>
    Expired,

    /// <summary>The client was closed.</summary>
    Closed,
}
