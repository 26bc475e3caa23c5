namespace Hotlink.Devstack.Watching;

/// <summary>What is wrong, and with whom.</summary>
/// <param name="Rule">The assertion that failed: <c>self-sessions</c>, <c>rejects</c>, <c>stalls</c>, <c>exits</c>.</param>
/// <param name="Party">The number of the party that is to blame; null when that can't be said.</param>
/// <param name="Text">In words.</param>
internal sealed record Verdict(string Rule, int? Party, string Text)
{
    public StallCause? Cause { get; init; }
}
