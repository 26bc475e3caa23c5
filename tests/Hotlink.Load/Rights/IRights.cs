using Hotlink.Load.Sessions;

namespace Hotlink.Load.Rights;

/// <summary>Lets every made-up user read the senders' folders.</summary>
internal interface IRights
{
    /// <summary>Gives the rights.</summary>
    /// <exception cref="LoadException">That isn't possible; the text says what to do.</exception>
    Task GrantAsync(IReadOnlyCollection<Peer> senders, CancellationToken cancellationToken);

    /// <summary>Takes them back, where that is wanted.</summary>
    void CleanUp();
}
