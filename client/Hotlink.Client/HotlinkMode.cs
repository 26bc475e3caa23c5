namespace Hotlink.Client;

/// <summary>What the two ends of a session have agreed on.</summary>
public enum HotlinkMode
{
    /// <summary>The greeting is under way.</summary>
    Greeting,

    /// <summary>Acknowledged end to end: it survives lost connections and relays that drop, repeat or reorder.</summary>
    Reliable,

    /// <summary>The peer knows no reliable streams: ordered, and a loss ends it with a reason.</summary>
    Plain,
}
