using Hotlink.Load.Client;
using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;
using Hotlink.Load.Settings;

namespace Hotlink.Load.Modes;

/// <summary>What a mode works with.</summary>
internal sealed record RunContext(Target Target, TrafficSettings Traffic, AccessSettings Access, Clock Clock, ProgressLine Progress)
{
    /// <summary>Makes connections as the peers of this run do.</summary>
    /// <param name="sizes">How large their buffers are.</param>
    public Connector NewConnector(ConnectionSizes sizes) => new(Traffic.Encoding, Access.Tokens, sizes, Access.TrustAnyCertificate, Clock.Time);
}
