using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol;

namespace Hotlink.Gateway.Connections;

/// <summary>One thing that a peer sent, on its way to the grains: frames, or a word.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Batch">The frames, for data and signals. Whoever takes the item owns them.</param>
/// <param name="Message">The decoded message, for all else.</param>
/// <param name="Bytes">What it counts for in the bounds.</param>
internal readonly record struct InboxItem(InboxItemKind Kind, FrameBatch? Batch, WireMessage Message, long Bytes);
