using System.Net;
using System.Net.Sockets;
using Hotlink.Client.Tests.Kit;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Hostile;

/// <summary>
/// Offers of direct connections. This client makes none: it opens nothing for an offer, keeps a bounded number of signals, and sends over
/// the relay. Pitfalls 126 to 131, 150 to 157, 174, 175, 181 and 182.
/// </summary>
public sealed class DirectConnectionTests : ClientTest
{
    private const int Rounds = 100;
    private const int MaxKeptSignals = 64;
    private static readonly string[] Kinds = ["quic_offer", "quic_answer", "sdp_offer", "sdp_answer", "ice_candidate", "quic_error"];

    [Fact]
    public async Task Offers_ToASender_OpenNothingAndTheStreamGoesOn()
    {
        using var tempting = new TemptingAddress();
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice, options => options with { GreetingTimeout = TimeSpan.FromMilliseconds(100) });
        var peer = await relay.ConnectAsync(Bob);
        var opening = alice.OpenAsync(AlicePath, Bob, Cancellation);
        var session = (await peer.NextAsync<HotlinkOpen>()).SessionId;
        await peer.SendAsync(new HotlinkAccept(session));
        var writer = Own(await opening.SoonAsync());

        await OfferAsync(peer, session, tempting);
        await peer.SendAsync(new HotlinkSignal(session, "hl.nonsense", [], ""));
        await Events.UntilAsync(Alice, HotlinkEventKind.Refused); // Every offer before it has been dealt with.
        await writer.WriteAsync(StreamPattern.At(0, 1000), Cancellation);

        Assert.True(StreamPattern.IsAt((await peer.NextAsync<HotlinkData>()).Payload.Span, 0));
        Assert.InRange(await CountSignalsAsync(writer.ReadSignalAsync), 1, MaxKeptSignals);
        Assert.NotEmpty((await peer.NextAsync<HotlinkSignal>(signal => signal.Kind == "quic_answer")).Error);
        Assert.Equal(0, peer.Count<HotlinkSignal>(signal => Kinds.Contains(signal.Kind)));
        Assert.False(tempting.WasTouched);
        Assert.Single(alice.GetStreams());
    }

    [Fact]
    public async Task Offers_ToAReceiver_OpenNothingAndTheStreamGoesOn()
    {
        using var tempting = new TemptingAddress();
        var relay = await StartRelayAsync();
        var bob = await ConnectAsync(relay.Address, Bob);
        var peer = await relay.ConnectAsync(Alice);
        var accepting = bob.AcceptAsync(AlicePath, Alice, Cancellation);
        var session = await peer.OpenAsync(AlicePath, Bob);
        await using var reader = await accepting.SoonAsync();

        await OfferAsync(peer, session, tempting);
        await OfferAsync(peer, "0123456789abcdef", tempting); // Pitfall 155: a session that nobody knows.
        await peer.SendDataAsync(session, 1, "", StreamPattern.At(0, 1000));

        Assert.Equal(1000, await reader.ReadAsync(new byte[1000], Cancellation).AsTask().SoonAsync());
        Assert.InRange(await CountSignalsAsync(reader.ReadSignalAsync), 1, MaxKeptSignals);
        Assert.False(tempting.WasTouched);
        Assert.Single(bob.GetStreams());
    }

    private static async Task OfferAsync(FakePeer peer, string session, TemptingAddress tempting)
    {
        for (var round = 0; round < Rounds; round++)
        {
            await peer.SendTogetherAsync(Kinds.Select(kind => new HotlinkSignal(
                session, kind, [tempting.Address], $"v=0\r\no=- 1 1 IN IP4 {tempting.Address}\r\na=candidate:1 1 udp 1 127.0.0.1 1 typ host")));
        }
    }

    private static async Task<int> CountSignalsAsync(Func<CancellationToken, ValueTask<HotlinkPeerSignal?>> read)
    {
        var count = 0;
        for (var next = read(Cancellation); next.IsCompleted; next = read(Cancellation))
        {
            await next;
            count++;
        }

        return count;
    }

    // Where an offer says that the peer listens: whoever dials or sends a packet there is seen.
    private sealed class TemptingAddress : IDisposable
    {
        private readonly TcpListener _tcp = new(IPAddress.Loopback, 0);
        private readonly UdpClient _udp;

        public TemptingAddress()
        {
            _tcp.Start();
            _udp = new(new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)_tcp.LocalEndpoint).Port));
        }

        public string Address => _tcp.LocalEndpoint.ToString()!;

        public bool WasTouched => _tcp.Pending() || _udp.Available > 0;

        public void Dispose()
        {
            _tcp.Dispose();
            _udp.Dispose();
        }
    }
}
