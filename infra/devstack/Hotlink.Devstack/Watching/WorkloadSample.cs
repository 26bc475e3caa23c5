namespace Hotlink.Devstack.Watching;

/// <summary>A program of a party at one moment.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Stopped">A stop signal holds it.</param>
/// <param name="ProcessorTime">What it has used so far.</param>
internal sealed record WorkloadSample(string Name, bool Stopped, TimeSpan ProcessorTime);
