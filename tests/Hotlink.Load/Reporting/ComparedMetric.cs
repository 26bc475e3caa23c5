namespace Hotlink.Load.Reporting;

/// <summary>One figure of two servers.</summary>
/// <param name="Key">Its name in JSON.</param>
/// <param name="Label">Its name for a person.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="A">The first server.</param>
/// <param name="B">The second.</param>
/// <param name="Ratio">The first by the second, of each round.</param>
internal sealed record ComparedMetric(string Key, string Label, string Unit, Spread A, Spread B, Spread Ratio);
