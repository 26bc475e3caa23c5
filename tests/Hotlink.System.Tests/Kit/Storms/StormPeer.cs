using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Kit.Storms;

/// <summary>One connection of a user in a storm. Thread-safe.</summary>
internal sealed class StormPeer(FakePeer peer)
{
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The user.</summary>
    public string User => peer.User;

    /// <summary>The connection.</summary>
    public FakePeer Peer => peer;

    /// <summary>What it heard.</summary>
    public LastWords Heard { get; } = new(peer);

    /// <summary>Completes when it is cut.</summary>
    public Task WhenCut => _cut.Task;

    /// <summary>Whether it was cut: from then on nobody counts on what it says or hears.</summary>
    public bool IsCut => _cut.Task.IsCompleted;

    /// <summary>Cuts it: with a reset, so that what is on its way is lost too, or as a process that ends.</summary>
    public async Task CutAsync(bool reset)
    {
        _cut.TrySetResult();
        if (reset)
        {
            peer.Socket.Reset();
        }

        await peer.DisposeAsync();
    }
}
