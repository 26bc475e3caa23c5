namespace Hotlink.Domain.Sessions;

/// <content>How a session loses its peers, and how it ends.</content>
public sealed partial class SessionMachine
{
    /// <summary>
    /// A reader declines. The sender hears of it at once where the reader had accepted before, otherwise once nobody is left who might
    /// accept.
    /// </summary>
    /// <returns>Whether the peer had a part in the session; a stranger's message changes nothing.</returns>
    public bool Reject(Peer peer, SessionReason reason, ICollection<SessionEffect> effects)
    {
        if (Phase == SessionPhase.Closed || peer.User == Sender.User)
        {
            return false;
        }

        if (_accepted.Contains(peer))
        {
            Leave(peer, SessionEffectKind.Reject, reason, effects);
            return true;
        }

        if (!RemoveAnnounced(peer))
        {
            return false;
        }

        if (IsAlone)
        {
            End(effects, SessionEffectKind.Reject, reason);
        }

        return true;
    }

    /// <summary>
    /// A peer ends its part. The sender's close reaches everybody that was told of the open; the sender is told where it takes frames
    /// along that nobody received.
    /// </summary>
    /// <returns>Whether the peer had a part in the session; a stranger's message changes nothing.</returns>
    public bool Close(Peer peer, SessionReason reason, ICollection<SessionEffect> effects)
    {
        if (Phase == SessionPhase.Closed)
        {
            return false;
        }

        if (peer == Sender)
        {
            if (HeldBytes > 0)
            {
                effects.Add(new(SessionEffectKind.Reject, Sender, ReasonCode.NoReceiver));
            }

            TellReaders(SessionEffectKind.Close, reason, effects);
            Finish(effects);
            return true;
        }

        if (!_accepted.Contains(peer))
        {
            return Reject(peer, reason, effects);
        }

        Leave(peer, SessionEffectKind.Close, reason, effects);
        return true;
    }

    /// <summary>A peer's connection is gone, or can't go on with this session.</summary>
    /// <param name="peer">Whose connection.</param>
    /// <param name="reason">
    /// <see cref="ReasonCode.SenderDisconnected"/> or <see cref="ReasonCode.ReceiverDisconnected"/> is chosen by the peer's part where
    /// this is <see cref="ReasonCode.None"/>; anything else goes to both ends, the peer itself included.
    /// </param>
    /// <param name="now">The time.</param>
    /// <param name="effects">Where effects go.</param>
    public void PeerGone(Peer peer, ReasonCode reason, TimeSpan now, ICollection<SessionEffect> effects)
    {
        if (Phase == SessionPhase.Closed)
        {
            return;
        }

        if (peer == Sender)
        {
            EndForAll(reason == ReasonCode.None ? ReasonCode.SenderDisconnected : reason, reason != ReasonCode.None, effects);
            return;
        }

        if (reason != ReasonCode.None && (_accepted.Contains(peer) || Announced.Contains(peer)))
        {
            effects.Add(new(SessionEffectKind.Abort, peer, reason));
        }

        if (_accepted.Contains(peer))
        {
            Leave(peer, SessionEffectKind.Close, reason == ReasonCode.None ? ReasonCode.ReceiverDisconnected : reason, effects);
        }
        else if (RemoveAnnounced(peer))
        {
            WaitIfAlone(now, effects);
        }
    }

    /// <summary>The access rules changed: whoever lost a right that it needs is out.</summary>
    /// <param name="mayWrite">Whether the sender still may write the path.</param>
    /// <param name="mayRead">Whether a user still may read the path.</param>
    /// <param name="now">The time.</param>
    /// <param name="effects">Where effects go.</param>
    public void AccessChanged(bool mayWrite, Func<string, bool> mayRead, TimeSpan now, ICollection<SessionEffect> effects)
    {
        if (Phase == SessionPhase.Closed)
        {
            return;
        }

        if (!mayWrite || (Recipient.Length > 0 && !mayRead(Recipient)))
        {
            EndForAll(ReasonCode.PermissionRevoked, tellSender: true, effects);
            return;
        }

        foreach (var peer in _accepted.Concat(Announced).Where(peer => !mayRead(peer.User)).ToArray())
        {
            PeerGone(peer, ReasonCode.PermissionRevoked, now, effects);
        }
    }

    /// <summary>The sender opened the same id again on a new connection: this session makes way.</summary>
    public void Supersede(ICollection<SessionEffect> effects)
    {
        if (Phase != SessionPhase.Closed)
        {
            EndForAll(ReasonCode.Superseded, tellSender: true, effects);
        }
    }

    /// <summary>A deadline may have passed.</summary>
    public void Expire(TimeSpan now, ICollection<SessionEffect> effects)
    {
        if (Phase != SessionPhase.Closed && Deadline <= now)
        {
            FailUnaccepted(effects);
        }
    }

    private bool IsAlone => _accepted.Length == 0 && Announced.Count == 0;

    private void Leave(Peer receiver, SessionEffectKind towardsSender, SessionReason reason, ICollection<SessionEffect> effects)
    {
        _accepted = [.. _accepted.Where(peer => peer != receiver)];
        if (_accepted.Length > 0)
        {
            effects.Add(new(SessionEffectKind.ReceiverLeft, Sender, reason, receiver));
        }
        else
        {
            End(effects, towardsSender, reason);
        }
    }

    private void FailUnaccepted(ICollection<SessionEffect> effects) => End(effects, SessionEffectKind.Reject, ReasonCode.NoReceiver);

    // The sender learns how it ended; readers that were told of the open and never answered learn that it is over.
    private void End(ICollection<SessionEffect> effects, SessionEffectKind towardsSender, SessionReason reason)
    {
        effects.Add(new(towardsSender, Sender, reason));
        TellReaders(SessionEffectKind.Close, reason, effects);
        Finish(effects);
    }

    private void EndForAll(ReasonCode reason, bool tellSender, ICollection<SessionEffect> effects)
    {
        if (tellSender)
        {
            effects.Add(new(SessionEffectKind.Abort, Sender, reason));
        }

        TellReaders(tellSender ? SessionEffectKind.Abort : SessionEffectKind.Close, reason, effects);
        Finish(effects);
    }

    private void TellReaders(SessionEffectKind kind, SessionReason reason, ICollection<SessionEffect> effects)
    {
        foreach (var peer in _accepted.Concat(Announced))
        {
            effects.Add(new(kind, peer, reason));
        }
    }

    private void Finish(ICollection<SessionEffect> effects)
    {
        Phase = SessionPhase.Closed;
        (_accepted, _pending) = ([], null);
        effects.Add(new(SessionEffectKind.End));
    }

    private void WaitIfAlone(TimeSpan now, ICollection<SessionEffect> effects)
    {
        if (IsAlone)
        {
            Phase = SessionPhase.Waiting;
            _pending ??= new();
            _pending.OpenDeadline = now + _limits.OpenWait;
            effects.Add(new(SessionEffectKind.WaitForReader));
        }
    }
}
