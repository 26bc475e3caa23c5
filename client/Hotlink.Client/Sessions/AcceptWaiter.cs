namespace Hotlink.Client.Sessions;

/// <summary>An application that waits for an incoming session.</summary>
internal sealed class AcceptWaiter(HotlinkFilter filter)
{
    /// <summary>Completes with the session.</summary>
    public TaskCompletionSource<HotlinkReader> Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it wants a session. A condition of the application that throws wants nothing.</summary>
    public bool Wants(HotlinkOffer offer)
    {
        try
        {
            return (filter.Path is null || filter.Path == offer.Path)
                && (filter.Directory is null || IsBelow(offer.Path, filter.Directory))
                && (filter.Peer is null || filter.Peer == offer.Peer)
                && (filter.Predicate is null || filter.Predicate(offer));
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static bool IsBelow(string path, string directory) =>
        path.StartsWith(directory, StringComparison.Ordinal) && path.Length > directory.Length && path[directory.Length] == '/';
}
