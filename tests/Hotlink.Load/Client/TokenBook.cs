namespace Hotlink.Load.Client;

/// <summary>Which bearer token a user presents.</summary>
internal sealed class TokenBook(string? common, IReadOnlyDictionary<string, string> byUser)
{
    /// <summary>No tokens: the server has authentication off.</summary>
    public static TokenBook Empty { get; } = new(null, new Dictionary<string, string>());

    /// <summary>The user's own token, else the common one, else none.</summary>
    public string? For(string user) => byUser.TryGetValue(user, out var own) ? own : common;
}
