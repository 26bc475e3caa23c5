namespace Hotlink.Domain.Access;

/// <summary>
/// What one decision may spend on patterns, in visited states. Rules come from users: without a bound a file full of stars would make
/// everybody who asks about it wait. A spent budget means no, never yes.
/// </summary>
internal struct StepBudget(int steps)
{
    /// <summary>About four milliseconds of matching, a thousand times what an ordinary rule file takes.</summary>
    public const int Default = 400_000;

    private int _left = steps;

    public readonly bool IsSpent => _left < 0;

    public readonly int Left => _left;

    public void Take(int steps) => _left -= steps;
}
