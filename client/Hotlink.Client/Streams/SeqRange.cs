namespace Hotlink.Client.Streams;

/// <summary>Frames of a session, both ends included.</summary>
internal readonly record struct SeqRange(long First, long Last);
