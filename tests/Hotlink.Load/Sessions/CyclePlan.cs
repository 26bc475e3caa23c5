using Hotlink.Load.Measuring;
using Hotlink.Protocol;

namespace Hotlink.Load.Sessions;

/// <summary>What a session that is opened and closed again and again is to be.</summary>
/// <param name="Sender">Who opens and closes.</param>
/// <param name="Reader">Who accepts.</param>
/// <param name="Path">Where.</param>
/// <param name="Encoding">What the peers speak.</param>
/// <param name="Problems">Where to note what goes wrong.</param>
/// <param name="Accepted">Called with the nanoseconds from open to accept.</param>
/// <param name="Finished">Called with the nanoseconds of a whole cycle; says whether to begin another.</param>
internal sealed record CyclePlan(
    Peer Sender, Peer Reader, string Path, WireEncoding Encoding, Problems Problems, Action<long> Accepted, Func<long, bool> Finished);
