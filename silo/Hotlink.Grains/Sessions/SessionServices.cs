using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Sessions;

/// <summary>What all session grains of a node share.</summary>
internal sealed record SessionServices(
    TimeProvider Time,
    SessionLimits Limits,
    INodeIdentity Node,
    INodeEvents Nodes,
    NodePatience Patience,
    IConnectionSinks Sinks,
    NodeCounters Counters,
    ILogger<SessionGrain> Logger);
