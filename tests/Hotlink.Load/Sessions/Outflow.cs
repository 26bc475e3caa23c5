using Hotlink.Load.Client;
using Hotlink.Load.Frames;
using Hotlink.Load.Measuring;

namespace Hotlink.Load.Sessions;

/// <summary>The sending end of a stream: writes numbered data frames as long as it may.</summary>
internal abstract class Outflow(DataFrame frame, Clock clock) : FrameSource
{
    private long _sent;
    private volatile bool _isOver;

    /// <summary>How many frames were written.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>How many frames were written or will be, whatever happens.</summary>
    public virtual long Promised => Sent;

    /// <summary>The time source.</summary>
    protected Clock Clock => clock;

    /// <summary>Sends nothing more, whatever comes.</summary>
    public void End() => _isOver = true;

    /// <summary>Lets go of messages that seem to be lost, so that the stream goes on.</summary>
    public abstract void Unstick();

    /// <inheritdoc/>
    public sealed override bool Fill(SendBuffer buffer)
    {
        while (!_isOver && MayWrite())
        {
            if (!buffer.TryReserve(frame.MaxLength, out var room))
            {
                return true;
            }

            buffer.Advance(frame.Write(room, (ulong)_sent + 1, NextStamp()));
            Volatile.Write(ref _sent, _sent + 1);
        }

        return false;
    }

    /// <summary>Whether one more frame may be written now.</summary>
    protected abstract bool MayWrite();

    /// <summary>The time that goes into the next frame.</summary>
    protected abstract long NextStamp();
}
