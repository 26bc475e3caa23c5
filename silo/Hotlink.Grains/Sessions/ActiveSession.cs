using System.Runtime.InteropServices;
using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;

namespace Hotlink.Grains.Sessions;

/// <summary>One session of a session grain: its rules, and the ways to its peers.</summary>
internal sealed class ActiveSession(SessionMachine machine, SessionGrain grain, long nonce)
{
    private PeerWay _toSender;
    private PeerWay _toReceiver;
    private Dictionary<Peer, PeerWay>? _toOthers; // Where there is more than one receiver.

    public SessionMachine Machine => machine;

    /// <summary>What it holds its id by.</summary>
    public SessionClaim Claim => new(machine.Id, grain.Key, machine.Sender, nonce);

    /// <summary>What it has while it waits for readers; <see langword="null"/> where it doesn't.</summary>
    public SessionWait? Wait { get; private set; }

    /// <summary>The last node that was lost, as far as the session has been seen to since.</summary>
    public string LostNode { get; set; } = "";

    /// <summary>Has what it needs to wait.</summary>
    public SessionWait BeginWait() => Wait ??= new(new(new(grain.Key, machine.Id), grain.Tenant, grain.Grains, grain.Services.Patience));

    /// <summary>Lets go of what it needed to wait, once none of that is in use.</summary>
    public void EndWait() => Wait = Wait is { IsIdle: true } ? null : Wait;

    /// <summary>Delivers frames to a peer, behind everything that was sent to it before.</summary>
    public PeerCall Deliver(Peer target, FrameBatch batch) => WayTo(target).Deliver(target, new(machine.Id, batch), grain.Services.Logger);

    /// <summary>Sends news to a peer, behind everything that was sent to it before.</summary>
    public PeerCall Notify(NoticeKind kind, SessionEffect effect, string messageId) =>
        WayTo(effect.Target).Notify(effect.Target, Notice(kind, effect, messageId), grain.Services.Logger);

    /// <summary>Sends the last news to a peer, past everything that is still on its way to it.</summary>
    public PeerCall Abort(SessionEffect effect)
    {
        var call = WayTo(effect.Target).Abort(effect.Target, Notice(NoticeKind.Abort, effect, ""), grain.Services.Logger);
        Forget(effect.Target);
        return call;
    }

    /// <summary>Whether the sender is connected to this node, and waits for the session to begin.</summary>
    public bool IsAwaitedHere(string node) =>
        ConnectionIds.NodeOf(machine.Sender.Connection) == node && grain.Services.Sinks.Find(KeyOf(machine.Sender))?.HasPartIn(machine.Id) == true;

    /// <summary>Asks the sender's connection whether it still waits for the session to begin.</summary>
    public PeerCall AskSender() => Notify(NoticeKind.Begin, new(SessionEffectKind.Announce, machine.Sender), "");

    /// <summary>Says once more that the session is over, where the call failed: past everything else, for nothing else is to come any more.</summary>
    public ValueTask<DeliveryResult> RepeatAsync(NoticeKind kind, SessionEffect effect) => grain.Services.Patience.CallAsync(
        grain.Grains.GetGrain<IConnectionGrain>(KeyOf(effect.Target)),
        Notice(kind, effect, "") with { IsRepeated = true },
        static (target, notice) => target.NotifyAsync(notice));

    /// <summary>Forgets the way to a peer that has no part in the session any more, and what still waits there.</summary>
    public void Forget(Peer peer)
    {
        if (peer == machine.Sender)
        {
            _toSender.Cut();
        }
        else if (_toReceiver.LeadsTo(peer))
        {
            _toReceiver.Cut();
        }
        else if (_toOthers is not null && _toOthers.Remove(peer, out var way))
        {
            way.Cut();
        }
    }

    /// <summary>A call is through.</summary>
    public void Settle(in PeerCall call)
    {
        if (call.Lane is { IsCut: false } lane)
        {
            WayTo(call.Peer).Settle(lane);
        }
    }

    private string KeyOf(Peer peer) => GrainKeys.Connection(grain.Tenant, peer.User, peer.Connection);

    private SessionNotice Notice(NoticeKind kind, SessionEffect effect, string messageId) => kind == NoticeKind.Open
        ? new(kind, machine.Id, grain.Key, messageId, grain.Path, machine.Sender.User, machine.Recipient)
        : new(kind, machine.Id, grain.Key, messageId, User: effect.About.User ?? "", Reason: effect.Reason);

    private ref PeerWay WayTo(Peer peer)
    {
        if (peer == machine.Sender)
        {
            return ref Begin(ref _toSender, peer);
        }

        if (_toReceiver.LeadsTo(peer) || (_toReceiver.IsUnset && _toOthers?.ContainsKey(peer) != true))
        {
            return ref Begin(ref _toReceiver, peer);
        }

        return ref Begin(ref CollectionsMarshal.GetValueRefOrAddDefault(_toOthers ??= [], peer, out _), peer);
    }

    private ref PeerWay Begin(ref PeerWay way, Peer peer)
    {
        if (way.IsUnset)
        {
            way = new(grain.Grains.GetGrain<IConnectionGrain>(KeyOf(peer)));
        }

        return ref way;
    }
}
