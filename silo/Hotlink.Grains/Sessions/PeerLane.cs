using Hotlink.Grains.Abstractions.Connections;

namespace Hotlink.Grains.Sessions;

/// <summary>What is on its way to a peer: the last of it. Used in turns of the session's grain.</summary>
internal sealed class PeerLane
{
    private TaskCompletionSource? _cut;

    /// <summary>Completes when everything is through that was sent so far.</summary>
    public Task Tail { get; private set; } = Task.CompletedTask;

    /// <summary>Whether nothing is on its way.</summary>
    public bool IsIdle => Tail.IsCompleted;

    /// <summary>Whether the peer has no part in the session any more: what still waits goes nowhere, and answers don't matter.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Completes when it is cut: a node that was lost may leave a call without an answer for as long as a call may take.</summary>
    public Task WhenCut => (_cut ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Takes note of a call behind everything else.</summary>
    public ValueTask<DeliveryResult> Follow(ValueTask<DeliveryResult> call)
    {
        var task = call.AsTask();
        Tail = task;
        return new(task);
    }

    /// <summary>Sends nothing of what still waits.</summary>
    public void Cut()
    {
        IsCut = true;
        _cut?.TrySetResult();
    }
}
