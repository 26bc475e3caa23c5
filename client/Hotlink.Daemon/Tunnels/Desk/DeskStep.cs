namespace Hotlink.Daemon.Tunnels.Desk;

/// <summary>Something to do. What it names is off the desk already.</summary>
/// <param name="Kind">What.</param>
/// <param name="Candidate">The connection, where one is to become active.</param>
/// <param name="Arrival">The stream, where it is about one.</param>
internal readonly record struct DeskStep(DeskStepKind Kind, Candidate? Candidate = null, Arrival? Arrival = null);
