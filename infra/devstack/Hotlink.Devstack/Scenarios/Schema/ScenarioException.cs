namespace Hotlink.Devstack.Scenarios.Schema;

/// <summary>A scenario that can't be read: where, and why.</summary>
internal sealed class ScenarioException(string file, long line, string text) : Exception($"{file}:{line}: {text}");
