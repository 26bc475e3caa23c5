using Hotlink.Load.Frames;
using Hotlink.Load.Measuring;
using Hotlink.Load.Settings;

namespace Hotlink.Load.Sessions;

/// <summary>Makes the streams of a run.</summary>
internal sealed class StreamFactory(TrafficSettings traffic, AccessSettings access, SessionTable sessions, Problems problems)
{
    private readonly PayloadPattern _pattern = new(traffic.PayloadBytes);

    /// <summary>Whether a reason for closing is part of the run; such a close is no problem.</summary>
    public Func<StreamSession, string, bool> IsExpectedClose { get; set; } = static (_, _) => false;

    /// <summary>Makes one.</summary>
    /// <param name="ends">Between whom.</param>
    /// <param name="outflow">Makes its sending end.</param>
    /// <param name="arrivals">What becomes of its messages.</param>
    public StreamSession Create(StreamEnds ends, Func<DataFrame, Outflow> outflow, IArrivals arrivals)
    {
        var path = access.Path.Path(ends.Sender.User, ends.Pair, ends.Number);
        var plan = new StreamPlan(ends.Sender, ends.Readers, path, traffic.Encoding, _pattern, NoteClosed);
        return sessions.Add(name => new StreamSession(
            name, plan, outflow(DataFrame.Create(traffic.Encoding, name, path, _pattern, new(traffic.RandomMasks))), arrivals, problems));
    }

    private void NoteClosed(StreamSession stream, Peer at, string reason)
    {
        if (!IsExpectedClose(stream, reason))
        {
            var end = at == stream.Plan.Sender ? "sender" : "reader";
            problems.Add($"the server closed a session and told the {end}: {(reason.Length == 0 ? "no reason" : reason)}");
        }
    }
}
