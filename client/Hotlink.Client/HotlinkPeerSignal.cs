namespace Hotlink.Client;

/// <summary>Talk between the two ends of a session beside its data: offers, candidates, whatever both understand. Not acknowledged.</summary>
/// <param name="Kind">What it is. Kinds that begin with <c>hl.</c> belong to reliable streams and can't be sent.</param>
/// <param name="Token">A token or description, or empty.</param>
/// <param name="Error">What went wrong, or empty.</param>
public sealed record HotlinkPeerSignal(string Kind, string Token = "", string Error = "")
{
    /// <summary>Network addresses; empty where there are none.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];
}
