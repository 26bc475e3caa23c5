namespace Hotlink.Daemon.LocalSockets;

/// <summary>A marker can't be served.</summary>
public sealed class IpcException(IpcFault fault, string text, Exception? inner = null) : IOException($"{fault}: {text}", inner)
{
    /// <summary>Why.</summary>
    public IpcFault Fault { get; } = fault;
}
