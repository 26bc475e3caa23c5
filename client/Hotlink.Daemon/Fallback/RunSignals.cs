using System.Globalization;
using Hotlink.Client;

namespace Hotlink.Daemon.Fallback;

/// <summary>
/// What two daemons say when a sender goes on in a new session: the sender asks how far the last run came, the receiver answers. Pure.
/// </summary>
internal static class RunSignals
{
    private const string After = "hotlink.after";
    private const string Have = "hotlink.have";

    /// <summary>The question. <paramref name="kept"/> is the first message that could be sent again.</summary>
    public static HotlinkPeerSignal Ask(string key, long kept) => new(After, Format(key, kept));

    /// <summary>The answer: everything up to <paramref name="number"/> is the application's.</summary>
    public static HotlinkPeerSignal Answer(string key, long number) => new(Have, Format(key, number));

    /// <summary>Reads a question.</summary>
    public static bool TryReadAsk(HotlinkPeerSignal signal, out string key, out long kept) => TryRead(signal, After, out key, out kept);

    /// <summary>Reads an answer.</summary>
    public static bool TryReadAnswer(HotlinkPeerSignal signal, out string key, out long number) => TryRead(signal, Have, out key, out number);

    private static string Format(string key, long number) => string.Create(CultureInfo.InvariantCulture, $"{key} {number}");

    private static bool TryRead(HotlinkPeerSignal signal, string kind, out string key, out long number)
    {
        (key, number) = ("", 0);
        var fields = signal.Token.Split(' ');
        if (signal.Kind != kind || fields.Length < 2 || fields[0].Length is 0 or > 64)
        {
            return false;
        }

        key = fields[0];
        return long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
