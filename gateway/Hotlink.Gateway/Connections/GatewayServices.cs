using Hotlink.Gateway.Diagnostics;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Gateway.Connections;

/// <summary>What all connections of a node share.</summary>
internal sealed record GatewayServices(
    IGrainDirectory Grains,
    NodePatience Patience,
    FramePool Pool,
    ConnectionOptions Options,
    TimeProvider Time,
    GatewayInstruments Instruments,
    GatewayLog Log)
{
    /// <summary>Whether the node queues as many bytes as it may: running sessions go on, nothing new is taken.</summary>
    public bool IsOverloaded => Pool.OutstandingBytes > Options.NodeQueueBytes;
}
