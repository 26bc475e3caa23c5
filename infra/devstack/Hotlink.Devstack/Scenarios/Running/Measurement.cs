namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>What a program said of itself.</summary>
/// <param name="What">The work.</param>
/// <param name="Way">How its bytes went.</param>
/// <param name="SecondsPerRound">Of the slowest party.</param>
/// <param name="BytesPerSecond">Of the slowest party.</param>
internal sealed record Measurement(string What, string Way, double SecondsPerRound, double BytesPerSecond);
