using System.Globalization;
using System.Net.Sockets;

namespace Hotlink.Daemon.Tunnels.Forwarding;

/// <summary>A service to expose. Immutable.</summary>
/// <param name="Host">Its host: a name or an address.</param>
/// <param name="Port">Its port.</param>
public sealed record ServiceAddress(string Host, int Port)
{
    private const string Loopback = "127.0.0.1";

    /// <summary>Reads <c>PORT</c>, which is one of this machine's loopback address, or <c>HOST:PORT</c>; IPv6 in brackets.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static ServiceAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.LastIndexOf(':');
        var host = at < 0 ? Loopback : text[..at];
        var isBracketed = host is ['[', .., ']'];
        host = isBracketed ? host[1..^1] : host;
        return Uri.CheckHostName(host) != UriHostNameType.Unknown && isBracketed == host.Contains(':', StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
            ? new(host, port)
            : throw new FormatException("A service is PORT or HOST:PORT.");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    /// <summary>Connects to it.</summary>
    /// <exception cref="SocketException">It can't be reached, or not in time.</exception>
    internal async Task<Socket> DialAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(Host, Port, enough.Token).ConfigureAwait(false);
            return socket;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
