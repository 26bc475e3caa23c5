using Hotlink.Load.Client;
using Hotlink.Load.Frames;
using Hotlink.Protocol;

namespace Hotlink.Load.Sessions;

/// <summary>Tells the sender through the relay how many messages one reader has got: the newest count whenever there is room for it.</summary>
internal sealed class AckFlow(WireEncoding encoding, string sessionId, int reader) : FrameSource
{
    private readonly PatchedFrame _frame = Acknowledgement.Frame(encoding, sessionId, reader);
    private long _count;

    /// <summary>The count to tell.</summary>
    public long Count
    {
        get => Volatile.Read(ref _count);
        set => Volatile.Write(ref _count, value);
    }

    /// <inheritdoc/>
    public override bool Fill(SendBuffer buffer)
    {
        Acknowledgement.Write(_frame, Count);
        return !_frame.TryWrite(buffer);
    }
}
