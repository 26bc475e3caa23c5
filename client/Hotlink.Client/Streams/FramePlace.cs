namespace Hotlink.Client.Streams;

/// <summary>What is to be done with a frame, by its number.</summary>
internal enum FramePlace
{
    /// <summary>It is the next one.</summary>
    Next,

    /// <summary>It has to wait for others.</summary>
    Early,

    /// <summary>It came before: by its number, never by its content.</summary>
    Repeated,

    /// <summary>It is too far ahead to be held.</summary>
    TooFar,
}
