using Hotlink.Devstack.Scenarios.Steps;
using Hotlink.Devstack.Watching;

namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>Says whether what has to hold at the end does.</summary>
internal static class AssertionRules
{
    /// <returns>Why it doesn't hold; null when it does.</returns>
    public static string? Check(ScenarioAssertion assertion, StackSample last, Func<string, string> outputOf)
    {
        var party = last.Parties[assertion.Party];
        switch (assertion.Kind)
        {
            case AssertionKind.Resumes:
                var resumes = party.Telemetry?.Resumes ?? 0;
                return resumes >= assertion.AtLeast ? null : $"its streams resumed {resumes} time(s)";
            case AssertionKind.Moved:
                return party.Moved >= assertion.AtLeast ? null : $"it moved {party.Moved} bytes";
            default:
                return outputOf(assertion.Program).Contains(assertion.Contains, StringComparison.Ordinal) ? null : $"its output has no '{assertion.Contains}'";
        }
    }
}
