namespace Hotlink.Daemon.Files;

/// <summary>A file or request came.</summary>
/// <param name="Path">The canonical path; as the peer named it where it was refused.</param>
/// <param name="Refusal">Why it was not written, if it was not.</param>
public sealed record FileInboxEvent(string Path, FileRefusal Refusal);
