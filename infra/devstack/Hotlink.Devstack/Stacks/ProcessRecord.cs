using Hotlink.Devstack.Processes;

namespace Hotlink.Devstack.Stacks;

/// <summary>A process of a stack, as its state remembers it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Identity">Which process it is.</param>
/// <param name="Log">Where it writes to.</param>
/// <param name="Party">The email of the party that it belongs to; null for the relay.</param>
internal sealed record ProcessRecord(string Name, ProcessIdentity Identity, string Log, string? Party);
