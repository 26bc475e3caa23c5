using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Hotlink.Protocol;

namespace Hotlink.Load.Client;

/// <summary>Makes connections to the nodes of a server. Thread-safe.</summary>
internal sealed class Connector(WireEncoding encoding, TokenBook tokens, ConnectionSizes sizes, bool trustAny, TimeProvider time)
{
    private const int MaxHeadLength = 16 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>What it speaks.</summary>
    public WireEncoding Encoding => encoding;

    /// <summary>Connects to a node as a user.</summary>
    /// <exception cref="LoadException">The server can't be reached or refuses; the text says what to do.</exception>
    public async Task<Connection> ConnectAsync(Endpoint endpoint, string user, IMessageSink sink, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await ConnectCoreAsync(endpoint, user, sink, either.Token);
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            throw new LoadException($"There is no port left for a connection to {endpoint.Text}: widen net.ipv4.ip_local_port_range, or use fewer connections.", failure);
        }
        catch (SocketException failure)
        {
            throw new LoadException(
                $"{endpoint.Text} can't be reached: {failure.Message}. Does the server run? Start ours with ./hotlink serve, or name another one with --url.",
                failure);
        }
        catch (AuthenticationException failure)
        {
            throw new LoadException($"TLS with {endpoint.Text} failed: {failure.Message} (--insecure accepts any certificate.)", failure);
        }
        catch (IOException failure)
        {
            throw new LoadException($"The connection to {endpoint.Text} failed: {failure.Message}", failure);
        }
        catch (OperationCanceledException failure) when (timeout.IsCancellationRequested)
        {
            throw new LoadException($"{endpoint.Text} did not answer within {Timeout.TotalSeconds:0} s.", failure);
        }
    }

    private async Task<Connection> ConnectCoreAsync(Endpoint endpoint, string user, IMessageSink sink, CancellationToken cancellationToken)
    {
        Stream stream = await DialAsync(endpoint, cancellationToken);
        try
        {
            stream = await SecureAsync(endpoint, stream, cancellationToken);
            var key = Handshake.NewKey();
            await stream.WriteAsync(Handshake.Request(endpoint, user, tokens.For(user), encoding, key), cancellationToken);
            var (answer, early) = await ReadAnswerAsync(stream, cancellationToken);
            Handshake.Check(answer, endpoint, user, key, encoding);
            var connection = new Connection(stream, sizes, sink, time);
            connection.Start(early);
            return connection;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static async Task<NetworkStream> DialAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Stream> SecureAsync(Endpoint endpoint, Stream stream, CancellationToken cancellationToken)
    {
        if (!endpoint.IsSecure)
        {
            return stream;
        }

        var secure = new SslStream(stream);
        var options = new SslClientAuthenticationOptions { TargetHost = endpoint.Host };
        if (trustAny)
        {
#pragma warning disable CA5359 // What --insecure asks for.
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        await secure.AuthenticateAsClientAsync(options, cancellationToken);
        return secure;
    }

    private static async Task<(HandshakeAnswer Answer, byte[] Early)> ReadAnswerAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[MaxHeadLength];
        var length = 0;
        while (length < head.Length)
        {
            var count = await stream.ReadAsync(head.AsMemory(length), cancellationToken);
            length += count;
            if (HandshakeAnswer.TryRead(head.AsSpan(0, length), out var headLength) is { } answer)
            {
                return (answer, head[headLength..length]);
            }

            if (count == 0)
            {
                throw new IOException("it was ended during the handshake");
            }
        }

        throw new IOException("the answer to the handshake is longer than 16 KiB");
    }
}
