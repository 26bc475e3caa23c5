using Hotlink.Load.Settings;

namespace Hotlink.Load.Modes;

/// <summary>Says what is sent, for a person.</summary>
internal static class TrafficText
{
    /// <summary>Pairs, sessions and the size of payloads.</summary>
    public static string Of(TrafficSettings traffic) => $"{Count(traffic.Pairs, "pair")} × {Count(traffic.SessionsPerPair, "session")}, {Size(traffic)}";

    /// <summary>The size of payloads.</summary>
    public static string Size(TrafficSettings traffic) => traffic.PayloadBytes % 1024 == 0
        ? FormattableString.Invariant($"{traffic.PayloadBytes / 1024:#,0} KiB")
        : FormattableString.Invariant($"{traffic.PayloadBytes:#,0} bytes");

    /// <summary>A number of things.</summary>
    public static string Count(int count, string what) => FormattableString.Invariant($"{count:#,0} {what}{(count == 1 ? "" : "s")}");
}
