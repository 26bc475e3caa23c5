using System.IO.Pipes;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>A named pipe that only this user may open, in bytes.</summary>
internal sealed class PipeListener : ILocalListener
{
    private const int BufferBytes = 64 * 1024;
    private const string Prefix = @"\\.\pipe\";
    private readonly string _name;
    private NamedPipeServerStream? _next;

    private PipeListener(string name, NamedPipeServerStream next) => (_name, _next) = (name, next);

    /// <inheritdoc/>
    public string Address => Prefix + _name;

    /// <summary>Makes the pipe; nobody else may have it.</summary>
    public static PipeListener Open(string markerFile)
    {
        var name = $"syftbox-hotlink-{SocketNames.Of(markerFile)}";
        return new(name, Create(name, isFirst: true));
    }

    /// <inheritdoc/>
    public async Task<LocalTransport> AcceptAsync(CancellationToken cancellationToken)
    {
        var pipe = _next ??= Create(_name, isFirst: false);
        await pipe.WaitForConnectionAsync(cancellationToken).ConfigureAwait(false);
        _next = Create(_name, isFirst: false); // At once: who dials between two instances finds none.
        return new(pipe, static () => false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_next is { } next)
        {
            await next.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static NamedPipeServerStream Create(string name, bool isFirst)
    {
        try
        {
            var options = PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly | (isFirst ? PipeOptions.FirstPipeInstance : PipeOptions.None);
            return new(
                name, PipeDirection.InOut, NamedPipeServerStream.MaxAllowedServerInstances, PipeTransmissionMode.Byte, options, BufferBytes, BufferBytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IpcException(isFirst ? IpcFault.InUse : IpcFault.ListenFailed, "the pipe can't be made", error);
        }
    }
}
