namespace Hotlink.Devstack.Scenarios.Steps;

/// <summary>Something that a scenario does.</summary>
/// <param name="Title">What the progress and the reports call it.</param>
/// <param name="Line">Where it stands in the file.</param>
internal abstract record ScenarioStep(string Title, long Line);
