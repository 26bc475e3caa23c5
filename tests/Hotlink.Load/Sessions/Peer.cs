using Hotlink.Load.Client;
using Hotlink.Load.Frames;
using Hotlink.Load.Measuring;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Load.Sessions;

/// <summary>One made-up user with one connection. Its messages go to the sessions that they name.</summary>
internal sealed class Peer(string user, Endpoint node, int number, SessionTable sessions, Problems problems) : IMessageSink
{
    private static readonly FrameLimits Limits = FrameLimits.Default;

    private Connection? _connection;

    /// <summary>Who it is.</summary>
    public string User => user;

    /// <summary>Its place among the readers of a session.</summary>
    public int Number => number;

    /// <summary>Its connection, after <see cref="ConnectAsync"/>.</summary>
    public Connection Connection => _connection ?? throw new InvalidOperationException("Not connected.");

    /// <summary>The answers to files that it writes.</summary>
    public FileAnswers Files { get; } = new();

    /// <summary>Whether it ever connected.</summary>
    public bool WasConnected => _connection is not null;

    /// <summary>Whether it connected and is still.</summary>
    public bool IsConnected => _connection is { Ended.IsCompleted: false };

    /// <summary>Connects.</summary>
    public async Task ConnectAsync(Connector connector, CancellationToken cancellationToken) =>
        _connection = await connector.ConnectAsync(node, user, this, cancellationToken);

    /// <inheritdoc/>
    public void Receive(ReadOnlySpan<byte> message, FrameKind kind)
    {
        if (FrameHeader.TryPeek(message, kind, out var header) != PeekResult.Ok)
        {
            ReceiveOther(message, kind);
            return;
        }

        if (!SessionName.TryParse(message[header.SessionId], out var name) || sessions.Find(name) is not { } session)
        {
            // Sessions of somebody else are announced to everybody who may read their path; their data must not come here.
            if (header.Type == MessageType.HotlinkData)
            {
                problems.Add($"{user} got data of a session that is not its own");
            }

            return;
        }

        switch (header.Type)
        {
            case MessageType.HotlinkData:
                session.Data(this, header, message);
                break;
            case MessageType.HotlinkSignal:
                session.Signal(this, message);
                break;
            case MessageType.HotlinkOpen:
                session.Opened(this, name);
                break;
            case MessageType.HotlinkAccept:
                session.Accepted(this, name);
                break;
            case MessageType.HotlinkReject:
                session.Rejected(this, name, new(message, kind));
                break;
            default:
                session.Closed(this, name, new(message, kind));
                break;
        }
    }

    private void ReceiveOther(ReadOnlySpan<byte> message, FrameKind kind)
    {
        switch (Read(message, kind))
        {
            case null:
                problems.Add($"{user} got a frame that can't be decoded");
                break;
            case Ack ack:
                Files.Accepted(ack.OriginalId);
                break;
            case Nack nack:
                Files.Refused(nack.OriginalId, nack.Error);
                break;
            case ErrorMessage error when !Files.Refused(error):
                problems.Add($"{user} got error {error.Code}: {error.Text}");
                break;
        }
    }

    private static Message? Read(ReadOnlySpan<byte> message, FrameKind kind) =>
        MessageReader.TryRead(message.ToArray(), kind, Limits, out var read, out _) ? read.Body : null;
}
