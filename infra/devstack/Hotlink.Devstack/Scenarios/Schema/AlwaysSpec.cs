namespace Hotlink.Devstack.Scenarios.Schema;

/// <summary>Which of the assertions that hold all the time are on.</summary>
internal sealed record AlwaysSpec(bool SelfSessions, bool Rejects, bool Stalls, bool Exits);
