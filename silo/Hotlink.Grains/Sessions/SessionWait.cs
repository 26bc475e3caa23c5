using Hotlink.Grains.Abstractions.Frames;

namespace Hotlink.Grains.Sessions;

/// <summary>What a session has only while it waits for its readers: most are live for far longer. Used in turns of its grain.</summary>
internal sealed class SessionWait(WaitingPlaces places)
{
    private FrameBatch? _held;

    /// <summary>Where it waits for readers to come online.</summary>
    public WaitingPlaces Places => places;

    /// <summary>The timer for the machine's deadline, while there is one.</summary>
    public IDisposable? Timer { get; set; }

    /// <summary>When <see cref="Timer"/> fires.</summary>
    public TimeSpan? TimerDue { get; set; }

    /// <summary>Whether there is nothing of all that.</summary>
    public bool IsIdle => _held is null && Timer is null && TimerDue is null && places.IsEmpty;

    /// <summary>Holds frames until somebody accepts.</summary>
    public void Hold(FrameBatch batch) => (_held ??= FrameBatch.Rent()).Append(batch);

    /// <summary>Takes what was held.</summary>
    public FrameBatch? TakeHeld() => Interlocked.Exchange(ref _held, null);
}
