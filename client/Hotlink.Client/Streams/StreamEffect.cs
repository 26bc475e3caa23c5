namespace Hotlink.Client.Streams;

/// <summary>Something to be sent in the stream's session, ahead of whatever else it has to send.</summary>
/// <param name="Signal">A signal, or one of kind <see cref="StreamSignalKind.None"/>.</param>
/// <param name="Close">The reason of a close that ends the session, or null.</param>
internal readonly record struct StreamEffect(StreamSignal Signal, string? Close = null);
