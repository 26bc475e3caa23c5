namespace Hotlink.Daemon.LocalSockets;

/// <summary>A frame on its way to an application.</summary>
/// <param name="Bytes">The frame as the application gets it.</param>
/// <param name="PayloadBytes">How many of them are payload.</param>
/// <param name="HeldSince">A timestamp of when it came.</param>
internal sealed record HeldFrame(byte[] Bytes, int PayloadBytes, long HeldSince);
