using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Collections;
using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Sessions;

/// <summary>One session of a session grain: its rules, the ways to its peers and the frames held for its first reader.</summary>
internal sealed class ActiveSession(SessionMachine machine, SessionClaim claim, string tenant, IGrainDirectory grains, ILogger logger)
{
    private SmallMap<Peer, PeerLane> _lanes;
    private FrameBatch? _held;

    public SessionMachine Machine => machine;

    public SessionClaim Claim => claim;

    /// <summary>The timer for the machine's deadline, while there is one.</summary>
    public IDisposable? Timer { get; set; }

    /// <summary>When <see cref="Timer"/> fires.</summary>
    public TimeSpan? TimerDue { get; set; }

    /// <summary>Where the session waits for readers to come online.</summary>
    public WaitingPlaces Waiting { get; } = new(new(claim.SessionKey, machine.Id), tenant, grains);

    /// <summary>The last node that was lost, as far as the session has been seen to since.</summary>
    public string LostNode { get; set; } = "";

    /// <summary>The way to a peer.</summary>
    public PeerLane LaneTo(Peer peer)
    {
        var lane = _lanes.Find(peer);
        if (lane is null)
        {
            lane = new(grains.GetGrain<IConnectionGrain>(GrainKeys.Connection(tenant, peer.User, peer.Connection)), logger);
            _lanes.Add(peer, lane);
        }

        return lane;
    }

    /// <summary>Forgets the way to a peer that has no part in the session any more, and what still waits there.</summary>
    public void Forget(Peer peer)
    {
        _lanes.Remove(peer)?.Cut();
    }

    /// <summary>Holds frames until somebody accepts.</summary>
    public void Hold(FrameBatch batch) => (_held ??= FrameBatch.Rent()).Append(batch);

    /// <summary>Takes what was held.</summary>
    public FrameBatch? TakeHeld() => Interlocked.Exchange(ref _held, null);

    /// <summary>News of this session.</summary>
    public SessionNotice Notice(NoticeKind kind, SessionEffect effect, string messageId) => kind == NoticeKind.Open
        ? new(kind, machine.Id, claim.SessionKey, messageId, machine.Path, machine.Sender.User, machine.Recipient)
        : new(kind, machine.Id, claim.SessionKey, messageId, User: effect.About.User ?? "", Reason: effect.Reason);
}
