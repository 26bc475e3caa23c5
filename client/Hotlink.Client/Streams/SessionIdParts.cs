namespace Hotlink.Client.Streams;

/// <summary>What the id of a session says about the stream in it.</summary>
/// <param name="Kind">Whether somebody will greet, and how.</param>
/// <param name="Framing">What it carries; of a plain session its path decides.</param>
/// <param name="Tag">What the sessions of one stream have in common; empty for plain ones.</param>
internal readonly record struct SessionIdParts(SessionKind Kind, HotlinkFraming Framing, string Tag);
