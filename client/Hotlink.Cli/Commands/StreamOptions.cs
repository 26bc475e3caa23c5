using System.CommandLine;
using Hotlink.Cli.Settings;

namespace Hotlink.Cli.Commands;

/// <summary>What <c>send</c> and <c>recv</c> have in common.</summary>
internal static class StreamOptions
{
    /// <summary>The path of the stream.</summary>
    public static Argument<string> Path { get; } = new("PATH") { Description = "The sender's path: EMAIL/dir/…/name. The first segment is the sender's datasite." };

    /// <summary>How long to wait for the other end.</summary>
    public static Option<double> Wait { get; } = new("--wait")
    {
        Description = "How long to wait for the relay and for the other end. Either end may come first.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 60,
    };

    /// <summary>How long to wait for the other end, checked.</summary>
    /// <exception cref="SettingsException">It is out of range.</exception>
    public static TimeSpan WaitOf(ParseResult result) => result.GetValue(Wait) is var seconds and > 0 and <= 604_800
        ? TimeSpan.FromSeconds(seconds)
        : throw new SettingsException("--wait is a number of seconds, above 0 and at most 604800 (a week).");
}
