using System.CommandLine;

namespace Hotlink.Cli.Settings;

/// <summary>The options that every command needs to reach the relay.</summary>
internal static class RelayOptions
{
    /// <summary>The relay's address.</summary>
    public static Option<string?> Server { get; } = new("--server")
    {
        HelpName = "URL",
        Description = "The relay: http(s):// or ws(s)://. Default: HOTLINK_SERVER, SYFTBOX_SERVER_URL, SyftBox's config.json.",
    };

    /// <summary>One's own email.</summary>
    public static Option<string?> User { get; } = new("--user")
    {
        HelpName = "EMAIL",
        Description = "Your email. Default: HOTLINK_USER, SYFTBOX_EMAIL, SyftBox's config.json.",
    };

    /// <summary>The bearer token.</summary>
    public static Option<string?> Token { get; } = new("--token")
    {
        HelpName = "TOKEN",
        Description = "A bearer token. Others on this machine can see it in the list of processes: prefer --token-file or HOTLINK_TOKEN.",
    };

    /// <summary>Where the bearer token is.</summary>
    public static Option<string?> TokenFile { get; } = new("--token-file")
    {
        HelpName = "FILE",
        Description = "A file with a bearer token, read again whenever a new one is needed.",
    };

    /// <summary>SyftBox's configuration.</summary>
    public static Option<string?> Config { get; } = new("--config")
    {
        HelpName = "FILE",
        Description = "SyftBox's config.json. Default: SYFTBOX_CONFIG_PATH, ~/.syftbox/config.json where it is there.",
    };

    /// <summary>Whether to tell everything that happens.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Tell of every session and stream. Also: SYFTBOX_HOTLINK_DEBUG=1." };

    /// <summary>Adds them all to a command.</summary>
    public static void AddTo(Command command)
    {
        foreach (Option option in new Option[] { Server, User, Token, TokenFile, Config, Verbose })
        {
            command.Options.Add(option);
        }
    }
}
