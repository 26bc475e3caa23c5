using System.Buffers;
using System.CommandLine;
using Hotlink.Client;

namespace Hotlink.Cli.Settings;

/// <summary>How to reach the relay, checked.</summary>
/// <param name="Server">The relay.</param>
/// <param name="User">One's own email, in lower case.</param>
/// <param name="Tokens">The tokens.</param>
/// <param name="Verbose">Whether to tell everything that happens.</param>
/// <param name="Source">Where further settings come from.</param>
internal sealed record RelaySettings(Uri Server, string User, TokenSource Tokens, bool Verbose, SettingSource Source) : IDisposable
{
    private static readonly SearchValues<char> NotInEmails = SearchValues.Create("/\\ \t\r\n");
    private static readonly string[] DirectOnly = ["SYFTBOX_HOTLINK_P2P_ONLY", "SYFTBOX_HOTLINK_QUIC_ONLY", "SYFTBOX_HOTLINK_BENCH_STRICT"];

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="SettingsException">One is missing or wrong.</exception>
    public static RelaySettings From(ParseResult result) => From(result, Environment.GetEnvironmentVariable);

    /// <summary>Reads and checks them, with an environment of one's own.</summary>
    public static RelaySettings From(ParseResult result, Func<string, string?> environment)
    {
        var source = new SettingSource(result.GetValue(RelayOptions.Config), environment);
        var server = ServerFrom(source.First(result.GetValue(RelayOptions.Server), "HOTLINK_SERVER", "SYFTBOX_SERVER_URL", source.Config.ServerUrl));
        var user = UserFrom(source.First(result.GetValue(RelayOptions.User), "HOTLINK_USER", "SYFTBOX_EMAIL", source.Config.Email));
        var token = source.First(result.GetValue(RelayOptions.Token), "HOTLINK_TOKEN", "SYFTBOX_ACCESS_TOKEN");
        var refresh = source.Variable("SYFTBOX_REFRESH_TOKEN") ?? source.Config.RefreshToken;
        var tokens = new TokenSource(server, token, result.GetValue(RelayOptions.TokenFile), string.IsNullOrWhiteSpace(refresh) ? null : refresh);
        RefuseDirectOnly(source);
        return new(server, user, tokens, result.GetValue(RelayOptions.Verbose) || source.IsOn("SYFTBOX_HOTLINK_DEBUG"), source);
    }

    /// <summary>The client's options.</summary>
    /// <param name="onEvent">Who hears what happens.</param>
    public HotlinkClientOptions ToClient(Action<HotlinkEvent> onEvent) => new()
    {
        ServerUri = Server,
        User = User,
        Token = Tokens.HasAny ? Tokens.NextAsync : null,
        OnEvent = onEvent,
    };

    /// <inheritdoc/>
    public void Dispose() => Tokens.Dispose();

    private static Uri ServerFrom(string? text)
    {
        var address = text ?? throw new SettingsException("Which relay? Give --server URL, or set HOTLINK_SERVER.");
        return Uri.TryCreate(address, UriKind.Absolute, out var server) && server.Scheme is "http" or "https" or "ws" or "wss"
            ? server
            : throw new SettingsException($"'{address}' is no address of a relay: it begins with http://, https://, ws:// or wss://.");
    }

    private static string UserFrom(string? text)
    {
        var user = text?.ToLowerInvariant() ?? throw new SettingsException("Who are you? Give --user EMAIL, or set HOTLINK_USER.");
        var at = user.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < user.Length - 1 && !user.AsSpan().ContainsAny(NotInEmails)
            ? user
            : throw new SettingsException($"'{user}' is no email.");
    }

    // Whoever asks for a direct connection and nothing else must not be served by a relay in silence.
    private static void RefuseDirectOnly(SettingSource source)
    {
        var variable = Array.Find(DirectOnly, source.IsOn);
        if (variable is not null)
        {
            throw new SettingsException($"{variable} asks for direct connections only, and this client goes through the relay: unset it.");
        }
    }
}
