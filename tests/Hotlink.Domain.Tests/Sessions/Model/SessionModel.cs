using Hotlink.Domain.Sessions;

namespace Hotlink.Domain.Tests.Sessions.Model;

/// <summary>The rules of a session once more, said of one dictionary: who was told of it, and whether they accepted.</summary>
internal sealed class SessionModel(SessionScript script)
{
    private readonly Dictionary<Peer, bool> _readers = [];
    private bool _open = true;
    private TimeSpan? _openDue;
    private TimeSpan? _holdDue;

    public long Held { get; private set; }

    public IEnumerable<Peer> Accepted => _readers.Where(reader => reader.Value).Select(reader => reader.Key);

    public IEnumerable<Peer> Announced => _readers.Where(reader => !reader.Value).Select(reader => reader.Key);

    public TimeSpan? Due => new[] { _openDue, _holdDue }.Min();

    public SessionPhase Phase => !_open ? SessionPhase.Closed
        : _readers.ContainsValue(true) ? SessionPhase.Live
        : _readers.Count > 0 ? SessionPhase.Announced
        : SessionPhase.Waiting;

    public void Apply(SessionCommand command, TimeSpan now)
    {
        if (!_open)
        {
            return;
        }

        switch (command.Kind)
        {
            case SessionCommandKind.Open:
                Array.ForEach(command.Chosen, Announce);
                WaitIfAlone(now);
                break;
            case SessionCommandKind.Online when Phase != SessionPhase.Live:
                Announce(command.Peer);
                break;
            case SessionCommandKind.Accept:
                Accept(command.Peer);
                break;
            case SessionCommandKind.Data or SessionCommandKind.Signal when command.Peer == Scene.Alice && Phase != SessionPhase.Live:
                Hold(command.Amount + 1, now);
                break;
            case SessionCommandKind.Reject:
                Leave(command.Peer, mayWait: false, now);
                break;
            case SessionCommandKind.Close or SessionCommandKind.Gone or SessionCommandKind.GoneSlow when command.Peer == Scene.Alice:
            case SessionCommandKind.Supersede or SessionCommandKind.WriteRevoked:
            case SessionCommandKind.Expire when Due <= now:
                End();
                break;
            case SessionCommandKind.Close or SessionCommandKind.Gone or SessionCommandKind.GoneSlow:
                Leave(command.Peer, mayWait: command.Kind != SessionCommandKind.Close, now);
                break;
            case SessionCommandKind.AccessChanged:
                Bar([.. command.Chosen.Select(peer => peer.User)], now);
                break;
        }
    }

    private bool IsCandidate(Peer peer) => peer.User != Scene.Alice.User && (!script.HasRecipient || peer.User == Scene.Bob.User);

    private void Announce(Peer peer)
    {
        if (IsCandidate(peer) && _readers.TryAdd(peer, false))
        {
            _openDue = null;
        }
    }

    private void Accept(Peer peer)
    {
        var others = Accepted.Count(other => other != peer);
        if (IsCandidate(peer) && (Accepted.Contains(peer) || others < (script.IsStream ? 1 : SessionScript.Limits.ReceiverCount)))
        {
            _readers[peer] = true;
            (_openDue, _holdDue, Held) = (null, null, 0);
        }
    }

    private void Hold(int bytes, TimeSpan now)
    {
        Held += bytes;
        _holdDue ??= now + SessionScript.Limits.HoldTime;
        if (Held > SessionScript.Limits.HoldBytes)
        {
            End();
        }
    }

    private void Leave(Peer peer, bool mayWait, TimeSpan now)
    {
        if (!_readers.Remove(peer, out var accepted))
        {
            return;
        }

        if (accepted ? !Accepted.Any() : _readers.Count == 0 && !mayWait)
        {
            End();
        }

        WaitIfAlone(now);
    }

    private void Bar(HashSet<string> users, TimeSpan now)
    {
        if (script.HasRecipient && users.Contains(Scene.Bob.User))
        {
            End();
        }

        foreach (var peer in _readers.OrderByDescending(reader => reader.Value).Select(reader => reader.Key).ToArray())
        {
            if (users.Contains(peer.User))
            {
                Leave(peer, mayWait: true, now);
            }
        }
    }

    private void WaitIfAlone(TimeSpan now) => _openDue = _open && _readers.Count == 0 ? now + SessionScript.Limits.OpenWait : _openDue;

    private void End()
    {
        _open = false;
        _readers.Clear();
        (_openDue, _holdDue, Held) = (null, null, 0);
    }
}
