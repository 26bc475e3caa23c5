using System.CommandLine;
using Hotlink.Load.Client;
using Hotlink.Load.Settings;

namespace Hotlink.Load.Commands;

/// <summary>Who the users are, and how they get their rights.</summary>
internal static class AccessOptions
{
    /// <summary>The domain of all users.</summary>
    public static Option<string?> UserDomain { get; } = new("--user-domain") { Description = "Users are called bench-ROLE-N@DOMAIN. Default: bench.local." };

    /// <summary>Where sessions are opened.</summary>
    public static Option<PathTemplate> SessionPath { get; } = Parsed.Option(
        "--path",
        $"Where sessions are opened. Default: {PathTemplate.Default}.",
        PathTemplate.TryParse,
        "a path such as {user}/bench/{pair}-{session}/data.request, with all three fields");

    /// <summary>The server's datasites.</summary>
    public static Option<DirectoryInfo> Datasites { get; } = new Option<DirectoryInfo>("--datasites")
    {
        Description = "The server's folder of datasites: access rules (syft.pub.yaml) are put there. Without it they are written over the wire.",
    }.AcceptExistingOnly();

    /// <summary>Whether to remove the rules.</summary>
    public static Option<bool> CleanUp { get; } = new("--cleanup") { Description = "Remove the access rules at the end; only with --datasites." };

    /// <summary>A token for everybody.</summary>
    public static Option<string?> Token { get; } = new("--token") { Description = "A bearer token that all users present." };

    /// <summary>Tokens of users.</summary>
    public static Option<string[]> TokenFor { get; } = new("--token-for")
    {
        Description = "EMAIL=JWT, a user's bearer token; once for each. Many fit into a file, named as @FILE.",
    };

    /// <summary>Whether certificates are checked.</summary>
    public static Option<bool> Insecure { get; } = new("--insecure") { Description = "Accept any TLS certificate." };

    /// <summary>All of them.</summary>
    public static IEnumerable<Option> All => [UserDomain, SessionPath, Datasites, CleanUp, Token, TokenFor, Insecure];

    /// <summary>Checks what no option can check alone.</summary>
    public static void Validate(System.CommandLine.Parsing.CommandResult result)
    {
        if (result.GetValue(CleanUp) && result.GetValue(Datasites) is null)
        {
            result.AddError("--cleanup works only with --datasites: the protocol has no way to delete a file.");
        }

        foreach (var entry in result.GetValue(TokenFor) ?? [])
        {
            if (!entry.Contains('@', StringComparison.Ordinal) || !entry.Contains('=', StringComparison.Ordinal))
            {
                result.AddError("--token-for takes EMAIL=JWT.");
            }
        }
    }

    /// <summary>What was asked for.</summary>
    public static AccessSettings Read(ParseResult result)
    {
        var tokens = new Dictionary<string, string>();
        foreach (var entry in result.GetValue(TokenFor) ?? [])
        {
            var at = entry.IndexOf('=', StringComparison.Ordinal);
            tokens[entry[..at]] = entry[(at + 1)..];
        }

        var defaults = new AccessSettings();
        return defaults with
        {
            UserDomain = result.GetValue(UserDomain) ?? defaults.UserDomain,
            Path = result.GetValue(SessionPath) ?? defaults.Path,
            DatasitesFolder = result.GetValue(Datasites)?.FullName,
            CleanUp = result.GetValue(CleanUp),
            Tokens = new TokenBook(result.GetValue(Token), tokens),
            TrustAnyCertificate = result.GetValue(Insecure),
        };
    }
}
