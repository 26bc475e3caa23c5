namespace Hotlink.Daemon.LocalSockets;

/// <summary>Opens listeners.</summary>
internal static class LocalListeners
{
    /// <summary>Listens for the applications of a marker.</summary>
    /// <exception cref="IpcException">It can't be done.</exception>
    public static async Task<ILocalListener> OpenAsync(LocalSocketOptions options, string markerFile, CancellationToken cancellationToken)
    {
        try
        {
            return options.Mode switch
            {
                IpcMode.Tcp => SocketListener.OpenTcp(options.TcpAddress),
                IpcMode.Pipe => PipeListener.Open(markerFile),
                _ => await SocketListener.OpenUnixAsync(options.SocketFolder, markerFile, cancellationToken).ConfigureAwait(false),
            };
        }
        catch (Exception error) when (error is (IOException and not IpcException) or UnauthorizedAccessException)
        {
            throw new IpcException(IpcFault.ListenFailed, error.GetType().Name, error);
        }
    }
}
