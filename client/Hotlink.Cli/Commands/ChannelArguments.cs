using System.CommandLine;
using Hotlink.Cli.Settings;
using Hotlink.Client;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Cli.Commands;

/// <summary>What <c>tunnel</c>, <c>forward</c> and <c>expose</c> have in common: the directory and the peer.</summary>
internal static class ChannelArguments
{
    private const string StreamName = "/" + HotlinkChannelOptions.TcpStreamName;

    /// <summary>The directory.</summary>
    public static Argument<string> Channel { get; } = new("PATH")
    {
        Description = "The channel: EMAIL/dir/…/0_to_1, EMAIL being yours. The peer names its own end of it, with the same directory.",
    };

    /// <summary>The peer.</summary>
    public static Option<string> To { get; } = new("--to") { HelpName = "EMAIL", Description = "The peer.", Required = true };

    /// <summary>Makes what is to be done of them.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="user">Oneself.</param>
    /// <param name="create">Makes it of the directory below the datasite, and the peer.</param>
    /// <exception cref="SettingsException">It can't be done.</exception>
    public static TunnelSpec SpecOf(ParseResult result, string user, Func<string, string, TunnelSpec> create)
    {
        var path = result.GetRequiredValue(Channel).TrimEnd('/');
        var directory = path.EndsWith(StreamName, StringComparison.Ordinal) ? path[..^StreamName.Length] : path;
        if (!directory.StartsWith(user + "/", StringComparison.OrdinalIgnoreCase))
        {
            throw new SettingsException($"The path begins with your datasite: {user}/…");
        }

        try
        {
            return create(directory[(user.Length + 1)..], result.GetRequiredValue(To));
        }
        catch (TunnelMarkerException wrong)
        {
            throw new SettingsException(wrong.Message);
        }
    }
}
