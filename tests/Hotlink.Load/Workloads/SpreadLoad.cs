namespace Hotlink.Load.Workloads;

/// <summary>How much is on its way, whatever the number of streams.</summary>
/// <param name="InFlight">How many bursts.</param>
/// <param name="Burst">How many messages each of them is.</param>
internal sealed record SpreadLoad(int InFlight, int Burst)
{
    /// <summary>Fewer at a time than the smallest number of pairs that is of interest, so that none waits for another.</summary>
    public const int DefaultInFlight = 8;

    /// <summary>As many messages as in the window of other measurements.</summary>
    public const int DefaultBurst = 64;

    /// <inheritdoc/>
    public override string ToString() => Burst == 1
        ? FormattableString.Invariant($"{InFlight} messages on their way")
        : FormattableString.Invariant($"{InFlight} bursts of {Burst} on their way");
}
