namespace Hotlink.Daemon.LocalSockets;

/// <summary>What a daemon says when it gives a session up; the other daemon shows it to people, and knows one of them.</summary>
internal static class SessionTexts
{
    /// <summary>The daemon stops; what it hasn't taken can go another way.</summary>
    public const string Stopping = "the receiver's daemon stops";

    /// <summary>Frames were held for an application that didn't come.</summary>
    public const string NoApplication = "no application came in time";

    /// <summary>No socket could be made for the application.</summary>
    public const string Unavailable = "ipc unavailable";

    /// <summary>A frame named a path outside of the session's directory.</summary>
    public const string PathMismatch = "path mismatch";

    /// <summary>There are too many sessions for one directory.</summary>
    public const string TooMany = "too many sessions";
}
