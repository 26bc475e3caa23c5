using Hotlink.Client.Connection;
using Hotlink.Client.Streams;

namespace Hotlink.Client.Sessions;

/// <summary>An incoming session that nobody has taken.</summary>
/// <param name="Info">What applications see of it.</param>
/// <param name="Parts">What its id says.</param>
/// <param name="Link">The connection that it came on.</param>
/// <param name="Deadline">When it is rejected.</param>
internal sealed record Offer(HotlinkOffer Info, SessionIdParts Parts, RelayLink Link, TimeSpan Deadline)
{
    /// <summary>Whether it goes on with a stream that this client doesn't know: no application can take it.</summary>
    public bool IsStale => Parts.Kind == SessionKind.Resume;
}
