namespace Hotlink.Client.Tests.Streams;

/// <summary>How likely a relay misbehaves, each in [0, 1).</summary>
internal sealed record WorldFaults(double Lose = 0, double Repeat = 0, double Reorder = 0, double Cut = 0, double Refuse = 0)
{
    public static WorldFaults None { get; } = new();
}
