using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Load.Tests.EndToEnd;

/// <summary>
/// A relay of a few lines that does to chosen data frames what no relay should. It shares no code with the real one but the codec.
/// </summary>
internal sealed class FaultyRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<FaultyPeer, bool> _peers = new();
    private readonly ConcurrentDictionary<string, (FaultyPeer Sender, ConcurrentBag<FaultyPeer> Readers)> _sessions = new();
    private readonly Func<ulong, Fault> _faults;
    private readonly ConcurrentBag<Task> _serving = [];
    private readonly Task _accepting;
    private HotlinkData? _delayed;

    /// <summary>Starts one that treats data by its number.</summary>
    public FaultyRelay(Func<ulong, Fault> faults)
    {
        _faults = faults;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>Reasons with which opens are refused, one after the other.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        foreach (var peer in _peers.Keys)
        {
            peer.Dispose();
        }

        await _accepting;
        await Task.WhenAll(_serving);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync()));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var peer = await FaultyPeer.ShakeHandsAsync(client, connected => _peers[connected] = true);
        await foreach (var message in peer.ReadAsync())
        {
            await HandleAsync(peer, message);
        }

        _peers.TryRemove(peer, out _);
    }

    private async Task HandleAsync(FaultyPeer from, WireMessage message)
    {
        switch (message.Body)
        {
            case FileWrite:
                await from.SendAsync(new Ack(message.Id));
                break;
            case HotlinkOpen when Refusals.TryDequeue(out var reason):
                await from.SendAsync(new HotlinkReject(((HotlinkOpen)message.Body).SessionId, reason));
                break;
            case HotlinkOpen open:
                _sessions[open.SessionId] = (from, []);
                await SendAllAsync(_peers.Keys.Where(peer => peer != from && (open.To.Length == 0 || peer.User == open.To)), open);
                break;
            case HotlinkAccept accept when _sessions.TryGetValue(accept.SessionId, out var session):
                session.Readers.Add(from);
                await session.Sender.SendAsync(accept);
                break;
            case HotlinkSignal signal when _sessions.TryGetValue(signal.SessionId, out var session):
                await session.Sender.SendAsync(signal);
                break;
            case HotlinkClose close when _sessions.TryRemove(close.SessionId, out var session):
                await SendAllAsync(session.Readers, close);
                break;
            case HotlinkData data when _sessions.TryGetValue(data.SessionId, out var session):
                await RelayAsync(session.Readers, data, session.Sender);
                break;
        }
    }

    private async Task RelayAsync(ConcurrentBag<FaultyPeer> readers, HotlinkData data, FaultyPeer sender)
    {
        var fault = _faults(data.Seq);
        HotlinkData[] frames = fault switch
        {
            Fault.Drop => [],
            Fault.Duplicate => [data, data],
            Fault.Delay => [],
            Fault.Damage => [data with { Payload = Damaged(data.Payload) }],
            _ when _delayed is { } delayed => [data, delayed],
            _ => [data],
        };
        _delayed = fault == Fault.Delay ? data with { Payload = data.Payload.ToArray() } : null;
        foreach (var frame in frames)
        {
            await SendAllAsync(readers, frame);
        }

        if (fault == Fault.CloseSession)
        {
            _sessions.TryRemove(data.SessionId, out _);
            await SendAllAsync([sender, .. readers], new HotlinkClose(data.SessionId, Reasons.RelayNodeLost));
        }
        else if (fault == Fault.EndConnection)
        {
            sender.Dispose();
        }
    }

    private static byte[] Damaged(ReadOnlyMemory<byte> payload)
    {
        var copy = payload.ToArray();
        copy[^1] ^= 1;
        return copy;
    }

    private static async Task SendAllAsync(IEnumerable<FaultyPeer> peers, Message message)
    {
        foreach (var peer in peers)
        {
            await peer.SendAsync(message);
        }
    }
}
