namespace Hotlink.Client;

/// <summary>The one exception of this library. <see cref="Reason"/> says why; the message is for people and is never to be parsed.</summary>
public sealed class HotlinkException : IOException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="text">The words of the relay or peer, or a sentence of this library's own. Holds no payload and no token.</param>
    /// <param name="innerException">What caused it, or null.</param>
    public HotlinkException(HotlinkReason reason, string text, Exception? innerException = null)
        : base($"{reason}: {text}", innerException) => (Reason, Text) = (reason, text);

    /// <summary>Why, from the closed list.</summary>
    public HotlinkReason Reason { get; }

    /// <summary>The words of the relay or the peer as they came, or a sentence of this library's own.</summary>
    public string Text { get; }
}
