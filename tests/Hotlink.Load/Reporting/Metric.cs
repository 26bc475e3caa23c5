namespace Hotlink.Load.Reporting;

/// <summary>One figure of a result.</summary>
/// <param name="Key">Its name in JSON, unit included.</param>
/// <param name="Label">Its name for a person.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit, for a person.</param>
internal sealed record Metric(string Key, string Label, double Value, string Unit);
