using Hotlink.Load.Client;
using Hotlink.Load.Measuring;

namespace Hotlink.Load.Modes;

/// <summary>A server to be measured.</summary>
/// <param name="Endpoint">Where it is.</param>
/// <param name="Process">Its process, where it is known.</param>
internal sealed record Target(Endpoint Endpoint, WatchedProcess? Process);
