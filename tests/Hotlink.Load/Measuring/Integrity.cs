namespace Hotlink.Load.Measuring;

/// <summary>What became of the messages.</summary>
/// <param name="Sent">How many should have arrived, counted once for each reader.</param>
/// <param name="Received">How many arrived sound.</param>
/// <param name="Lost">How many never arrived, and nobody was told.</param>
/// <param name="Told">How many did not arrive because the server closed their session, and said so.</param>
/// <param name="Duplicated">How many arrived again.</param>
/// <param name="OutOfOrder">How many arrived after a later one.</param>
/// <param name="Corrupt">How many arrived damaged.</param>
internal readonly record struct Integrity(
    long Sent, long Received, long Lost, long Told, long Duplicated, long OutOfOrder, long Corrupt)
{
    /// <summary>Whether everything arrived once, in order and undamaged.</summary>
    public bool IsSound => Lost == 0 && Duplicated == 0 && OutOfOrder == 0 && Corrupt == 0;

    /// <summary>Both together.</summary>
    public static Integrity operator +(Integrity one, Integrity other) => new(
        one.Sent + other.Sent,
        one.Received + other.Received,
        one.Lost + other.Lost,
        one.Told + other.Told,
        one.Duplicated + other.Duplicated,
        one.OutOfOrder + other.OutOfOrder,
        one.Corrupt + other.Corrupt);
}
