using Hotlink.Load.Client;

namespace Hotlink.Load.Settings;

/// <summary>Who the made-up users are, and how they get their rights.</summary>
internal sealed record AccessSettings
{
    /// <summary>What stands behind the @ of every user.</summary>
    public string UserDomain { get; init; } = "bench.local";

    /// <summary>Where sessions are opened: {user}, {pair} and {session} are filled in.</summary>
    public PathTemplate Path { get; init; } = PathTemplate.Default;

    /// <summary>The server's folder of datasites, where rule files can be put directly; else they are written over the wire.</summary>
    public string? DatasitesFolder { get; init; }

    /// <summary>Whether the rule files are removed in the end.</summary>
    public bool CleanUp { get; init; }

    /// <summary>The users' tokens.</summary>
    public TokenBook Tokens { get; init; } = TokenBook.Empty;

    /// <summary>Whether any TLS certificate will do.</summary>
    public bool TrustAnyCertificate { get; init; }

    /// <summary>A user's name.</summary>
    /// <param name="role">What it does, a word.</param>
    /// <param name="index">Which of them.</param>
    public string User(string role, int index) => FormattableString.Invariant($"bench-{role}-{index}@{UserDomain}");
}
