using System.IO.Pipelines;
using Hotlink.Gateway.Connections;
using Hotlink.Gateway.Relay;
using Hotlink.Gateway.Tests.Connections;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.Relay;

/// <summary>All of one connection but its socket: what a test dispatches goes to the grains, what goes to the peer lies in a pipe.</summary>
internal sealed class Desk
{
    public const string Path = RelayBench.Alice + "/app/0_to_1/stream.tcp.request";
    public const string Session = "session-1";

    // No pause: the peer takes everything.
    private readonly Pipe _output = new(new PipeOptions(pauseWriterThreshold: 0));

    public Desk(RelayBench relay, string user = RelayBench.Alice, WireEncoding encoding = WireEncoding.MsgPack)
    {
        Relay = relay;
        Identity = relay.Identity(user, encoding);
        Outbound = new(Identity, _output.Writer, relay.Services, () => Aborts++);
        General = new(Identity, Routes, Outbound, relay.Files, relay.Services);
        Calls = new(Identity, Routes, Outbound, General, relay.Services);
        Opens = new(Identity, Routes, Outbound, relay.Services);
        Dispatcher = new(Identity, Routes, Opens, Calls, Outbound, relay.Services);
    }

    public RelayBench Relay { get; }

    public ConnectionIdentity Identity { get; }

    public RouteTable Routes { get; } = new();

    public Outbound Outbound { get; }

    public GeneralDesk General { get; }

    public SessionCalls Calls { get; }

    public OpenDesk Opens { get; }

    public MessageDispatcher Dispatcher { get; }

    public int Aborts { get; private set; }

    /// <summary>Takes in one read's messages.</summary>
    public void Receive(params WireMessage[] messages)
    {
        Array.ForEach(messages, message => Assert.Null(Dispatch(message)));
        Dispatcher.Flush();
    }

    public CloseFrame? Dispatch(WireMessage message) => Dispatch(message, Identity.Encoding);

    public CloseFrame? Dispatch(WireMessage message, WireEncoding encoding) =>
        Dispatcher.Dispatch(Wire.Frame(Relay.Pool, encoding, message), Wire.Opcode(encoding));

    public CloseFrame? Dispatch(ReadOnlySpan<byte> bytes, WebSocketOpcode opcode) => Dispatcher.Dispatch(Wire.Frame(Relay.Pool, bytes), opcode);

    /// <summary>A session that this connection is the sender of.</summary>
    public ScriptedSession Open(string session = Session, string path = Path)
    {
        Receive(Wire.Message(new HotlinkOpen(session, path)));
        Assert.NotNull(Routes.Find(System.Text.Encoding.ASCII.GetBytes(session)));
        return Relay.Session(path);
    }

    /// <summary>A session that this connection was told of.</summary>
    public ScriptedSession Announce(string session = Session, string path = RelayBench.Bob + "/app/1_to_0/stream.tcp.request")
    {
        var grain = Relay.Grains.GetGrain<ISessionGrain>(Hotlink.Grains.Abstractions.Hosting.GrainKeys.Session(RelayBench.Tenant, RelayBench.Bob, path));
        Assert.True(Routes.TryAdd(new(session, grain, false)));
        return Relay.Session(path, RelayBench.Bob);
    }

    /// <summary>The frames that the peer was sent since the last time.</summary>
    public List<(WebSocketOpcode Opcode, byte[] Payload)> SentFrames() => Wire.ReadAll(_output.Reader);

    /// <summary>The messages that the peer was sent since the last time.</summary>
    public List<Message> Sent() => [.. SentFrames().Select(frame => Wire.Decode(frame.Opcode, frame.Payload).Body)];
}
