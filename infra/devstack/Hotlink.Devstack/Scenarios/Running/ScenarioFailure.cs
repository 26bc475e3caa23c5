namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>A step that didn't do what it should.</summary>
internal sealed class ScenarioFailure(string text) : Exception(text);
