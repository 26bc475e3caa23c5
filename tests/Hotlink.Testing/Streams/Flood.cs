using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.Testing.Streams;

/// <summary>Sends data as fast as the relay takes it, until it is stopped or the session is over.</summary>
public sealed class Flood
{
    private readonly FakePeer _sender;
    private readonly string _sessionId;
    private readonly Task _sending;
    private volatile bool _isOver;
    private long _count;

    /// <summary>Starts.</summary>
    public Flood(FakePeer sender, string sessionId, int frameBytes)
    {
        (_sender, _sessionId) = (sender, sessionId);
        sender.Intercept = IsOfFlood;
        _sending = SendAsync(frameBytes);
    }

    /// <summary>How many frames have left.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Whether it still sends, or waits for the relay to take more.</summary>
    public bool IsUnderWay => !_sending.IsCompleted;

    /// <summary>Sends no more; completes when what is half sent is whole.</summary>
    public async Task StopAsync()
    {
        _isOver = true;
        await _sending.SoonAsync(() => $"{Count} frames sent; {_sender.Lately}", "the end of the flood");
    }

    private bool IsOfFlood(ReceivedMessage received)
    {
        _isOver |= received.Message.Body is HotlinkClose close && close.SessionId == _sessionId;
        return received.Message.Body is HotlinkReject { Reason: Reasons.UnknownSession } reject && reject.SessionId == _sessionId;
    }

    // Never throws: a sender whose socket is cut has sent enough.
    private async Task SendAsync(int frameBytes)
    {
        try
        {
            for (var seq = 1UL; !_isOver; seq++)
            {
                await _sender.SendDataAsync(_sessionId, seq, "", StreamPattern.At(seq, frameBytes));
                Interlocked.Increment(ref _count);
            }
        }
        catch (IOException)
        {
        }
    }
}
