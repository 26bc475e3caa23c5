namespace Hotlink.Daemon.LocalSockets;

/// <summary>How a marker stands. Bytes are those of payloads.</summary>
/// <param name="Directory">The canonical path of its directory.</param>
/// <param name="Mode">How applications connect.</param>
/// <param name="Address">Where.</param>
/// <param name="ConnectionCount">How many applications are connected.</param>
/// <param name="FramesToApp">Frames written to applications.</param>
/// <param name="BytesToApp">Their bytes.</param>
/// <param name="FramesFromApp">Frames taken from applications.</param>
/// <param name="BytesFromApp">Their bytes.</param>
/// <param name="HeldFrames">Frames that wait for an application.</param>
/// <param name="HeldBytes">Their bytes, heads included.</param>
/// <param name="LastError">What went wrong last, or empty.</param>
public sealed record LocalMarkerStatus(
    string Directory,
    IpcMode Mode,
    string Address,
    int ConnectionCount,
    long FramesToApp,
    long BytesToApp,
    long FramesFromApp,
    long BytesFromApp,
    int HeldFrames,
    long HeldBytes,
    string LastError);
