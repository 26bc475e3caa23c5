using Hotlink.Load.Frames;
using Hotlink.Load.Measuring;

namespace Hotlink.Load.Sessions;

/// <summary>
/// Sends one message for each timestamp that it is given, with that timestamp: pings at their time, and echoes that carry the time of
/// their ping. Any thread may give.
/// </summary>
internal sealed class StampedOutflow(DataFrame frame, Clock clock) : Outflow(frame, clock)
{
    /// <summary>How many messages may wait to be sent.</summary>
    public const int Capacity = 4096;

    private readonly Lock _lock = new();
    private readonly long[] _stamps = new long[Capacity];
    private long _promised;

    /// <inheritdoc/>
    public override long Promised => Volatile.Read(ref _promised);

    /// <summary>Sends a message as soon as its connection takes it.</summary>
    /// <returns>False where too many wait.</returns>
    public bool TryPush(long stamp)
    {
        lock (_lock)
        {
            if (_promised - Sent >= Capacity)
            {
                return false;
            }

            _stamps[_promised % Capacity] = stamp;
            Volatile.Write(ref _promised, _promised + 1);
            return true;
        }
    }

    /// <inheritdoc/>
    public override void Unstick() => TryPush(Clock.Now);

    /// <inheritdoc/>
    protected override bool MayWrite() => Sent < Promised;

    /// <inheritdoc/>
    protected override long NextStamp() => _stamps[Sent % Capacity];
}
