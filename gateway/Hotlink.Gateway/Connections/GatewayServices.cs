using Hotlink.Gateway.Diagnostics;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Gateway.Connections;

/// <summary>What all connections of a node share.</summary>
internal sealed record GatewayServices(
    IGrainDirectory Grains,
    FramePool Pool,
    ConnectionOptions Options,
    TimeProvider Time,
    GatewayInstruments Instruments,
    GatewayLog Log);
