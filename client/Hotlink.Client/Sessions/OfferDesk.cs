using Hotlink.Client.Connection;
using Hotlink.Client.Streams;
using Hotlink.Client.Timing;
using Hotlink.Client.Wire;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Client.Sessions;

/// <summary>
/// Brings incoming sessions and applications together. Sessions wait for an application, a bounded number for a bounded time; then they
/// are rejected. Thread-safe; nothing is sent under its lock.
/// </summary>
internal sealed class OfferDesk(ClientContext context) : IDeadlineTarget
{
    private const int MaxPerPeer = 64;
    private static readonly TimeSpan StaleTime = TimeSpan.FromSeconds(3);
    private readonly Lock _gate = new();
    private readonly List<Offer> _offers = [];
    private readonly List<AcceptWaiter> _waiters = [];
    private bool _closed;

    /// <inheritdoc/>
    public int HeapIndex { get; set; } = -1;

    /// <inheritdoc/>
    public TimeSpan HeapDeadline { get; set; }

    /// <summary>A peer opens a session.</summary>
    public void OnOpen(HotlinkOpen open, RelayLink link)
    {
        if (string.Equals(open.From, context.User, StringComparison.OrdinalIgnoreCase) || IsKnown(open.SessionId))
        {
            return; // One's own, or told twice.
        }

        if (!SessionIds.IsValid(open.SessionId) || !PathRules.IsCanonical(open.Path) || !PathRules.CanBeUser(open.From))
        {
            context.Raise(new(HotlinkEventKind.Refused, Reason: HotlinkReason.ProtocolViolation, Text: "an open with a bad id, path or sender"));
            return;
        }

        var peer = open.From.ToLowerInvariant();
        var parts = SessionIds.Read(open.SessionId);
        if (parts.Kind != SessionKind.Plain && peer.Length > 0 && context.Sessions.FindKnown(new(peer, open.Path, parts.Tag)) is { } known
            && (parts.Kind == SessionKind.Resume || known.State != HotlinkStreamState.Ended))
        {
            // A new stream may have the tag of one that is over: there are only 2^24 tags.
            GoOn(known, open.SessionId, link);
            return;
        }

        var now = context.Scheduler.Now;
        var deadline = now + (parts.Kind == SessionKind.Resume ? StaleTime : context.Options.OfferTimeout);
        Take(new(new(open.Path, peer, open.SessionId), parts, link, deadline));
    }

    /// <summary>A peer has closed a session.</summary>
    /// <returns>Whether it was one that nobody had taken.</returns>
    public bool OnClose(string sessionId)
    {
        lock (_gate)
        {
            return _offers.RemoveAll(offer => offer.Info.SessionId == sessionId) > 0;
        }
    }

    /// <summary>The connection is gone, and what was offered on it.</summary>
    public void LinkLost()
    {
        lock (_gate)
        {
            _offers.Clear();
        }
    }

    /// <summary>Waits for a session that a filter lets through, and accepts it.</summary>
    public async Task<HotlinkReader> AcceptAsync(HotlinkFilter filter, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new AcceptWaiter(filter);
        if (Enlist(waiter) is var (offer, stream))
        {
            return Accept(offer, stream);
        }

        await using var registration = cancellationToken.UnsafeRegister((_, token) => Withdraw(waiter, token), null).ConfigureAwait(false);
        return await waiter.Taken.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void OnDeadline(TimeSpan now)
    {
        Offer[] late;
        lock (_gate)
        {
            late = [.. _offers.Where(offer => offer.Deadline <= now)];
            _offers.RemoveAll(offer => offer.Deadline <= now);
            Schedule();
        }

        foreach (var offer in late)
        {
            Reject(offer, offer.IsStale ? ReasonWords.UnknownStream : Reasons.NoReceiver);
        }
    }

    /// <summary>Ends all waits.</summary>
    public void Close()
    {
        AcceptWaiter[] waiters;
        lock (_gate)
        {
            _closed = true;
            waiters = [.. _waiters];
            _waiters.Clear();
            _offers.Clear();
        }

        foreach (var waiter in waiters)
        {
            waiter.Taken.TrySetException(EndReason.ClientClosed.ToException());
        }
    }

    private void GoOn(InboundStream known, string sessionId, RelayLink link)
    {
        var crowdedOut = known.AddCandidate(sessionId, link);
        context.Sessions.Map(sessionId, known);
        link.Send(new HotlinkAccept(sessionId));
        if (crowdedOut is not null)
        {
            context.Sessions.Unmap(crowdedOut);
            link.Send(new HotlinkClose(crowdedOut, Reasons.Superseded));
        }
    }

    private bool IsKnown(string sessionId)
    {
        lock (_gate)
        {
            return _offers.Exists(offer => offer.Info.SessionId == sessionId) || context.Sessions.FindInbound(sessionId) is not null;
        }
    }

    private void Take(Offer offer)
    {
        AcceptWaiter? waiter;
        InboundStream? stream = null;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            waiter = offer.IsStale ? null : _waiters.Find(candidate => candidate.Wants(offer.Info));
            if (waiter is not null)
            {
                _waiters.Remove(waiter);
                stream = Begin(offer);
            }
            else if (_offers.Count < context.Options.OfferCount && _offers.Count(other => other.Info.Peer == offer.Info.Peer) < MaxPerPeer)
            {
                _offers.Add(offer);
                Schedule();
                return;
            }
        }

        if (waiter is null)
        {
            Reject(offer, Reasons.TooManySessions);
        }
        else
        {
            waiter.Taken.SetResult(Accept(offer, stream!));
        }
    }

    // Gives the stream of an offer that waits, or has the application wait for one.
    private (Offer Offer, InboundStream Stream)? Enlist(AcceptWaiter waiter)
    {
        lock (_gate)
        {
            if (_closed)
            {
                throw EndReason.ClientClosed.ToException();
            }

            var offer = _offers.Find(candidate => !candidate.IsStale && waiter.Wants(candidate.Info));
            if (offer is null)
            {
                _waiters.Add(waiter);
                return null;
            }

            _offers.Remove(offer);
            return (offer, Begin(offer));
        }
    }

    private void Withdraw(AcceptWaiter waiter, CancellationToken token)
    {
        lock (_gate)
        {
            if (!_waiters.Remove(waiter))
            {
                return; // It has got its session already.
            }
        }

        waiter.Taken.TrySetCanceled(token);
    }

    // Under the lock: an open that is told twice finds either the offer or the session, and whoever closes the desk finds the stream.
    private InboundStream Begin(Offer offer)
    {
        var stream = new InboundStream(context, offer.Info, offer.Parts, offer.Link);
        context.Sessions.Add(stream, offer.Info.SessionId);
        return stream;
    }

    private HotlinkReader Accept(Offer offer, InboundStream stream)
    {
        offer.Link.Send(new HotlinkAccept(offer.Info.SessionId));
        stream.Start();
        if (context.Link != offer.Link)
        {
            stream.LinkLost(offer.Link); // It went while the session was taken.
        }

        return new(stream);
    }

    private void Reject(Offer offer, string reason)
    {
        offer.Link.Send(new HotlinkReject(offer.Info.SessionId, reason));
        var (path, peer, session) = offer.Info;
        context.Raise(new(HotlinkEventKind.OfferRejected, session, path, peer, false, ReasonWords.Parse(reason).Reason, reason));
    }

    private void Schedule() => context.Scheduler.Set(this, _offers.Count == 0 ? null : _offers.Min(static offer => offer.Deadline));
}
