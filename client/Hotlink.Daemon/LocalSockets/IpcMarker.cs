using System.Text;
using Hotlink.Daemon.Files;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>
/// The file that tells applications where to connect. <c>stream.tcp</c> is also the name of a tunnel's marker: what is no address is left
/// alone (pitfall 121).
/// </summary>
internal static class IpcMarker
{
    private const int MaxBytes = 4096;

    /// <summary>Whether the content of a marker is ours to replace.</summary>
    public static bool IsOurs(IpcMode mode, ReadOnlySpan<byte> content)
    {
        var text = Encoding.UTF8.GetString(content).Trim();
        return text.Length == 0 || mode != IpcMode.Tcp || TcpAddresses.TryParse(text, out _);
    }

    /// <summary>Writes an address, or nothing: an empty marker tells applications to wait.</summary>
    /// <exception cref="IpcException">The marker is somebody else's, or can't be written.</exception>
    public static void Write(string file, IpcMode mode, string address)
    {
        try
        {
            var info = new FileInfo(file);
            if (info.LinkTarget is not null || (info.Exists && (info.Length > MaxBytes || !IsOurs(mode, File.ReadAllBytes(file)))))
            {
                throw new IpcException(IpcFault.MarkerForeign, "the marker holds something else");
            }

            AtomicFile.Write(file, Encoding.UTF8.GetBytes(address));
        }
        catch (Exception error) when (error is (IOException and not IpcException) or UnauthorizedAccessException)
        {
            throw new IpcException(IpcFault.MarkerUnwritable, error.GetType().Name, error);
        }
    }

    /// <summary>Takes an address back, if the marker still says it.</summary>
    public static void Clear(string file, IpcMode mode, string address)
    {
        try
        {
            if (new FileInfo(file) is { Exists: true, LinkTarget: null, Length: < MaxBytes } && File.ReadAllText(file).Trim() == address)
            {
                Write(file, mode, "");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next daemon writes it anew.
        }
    }
}
