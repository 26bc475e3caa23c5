namespace Hotlink.Client;

/// <summary>What a session carries.</summary>
public enum HotlinkFraming
{
    /// <summary>A stream of bytes, as TCP has it: where one write ends and the next begins is not kept.</summary>
    Bytes,

    /// <summary>Messages, each with a path in the session's directory and an entity tag: what local sockets carry.</summary>
    Messages,
}
