using Hotlink.Protocol;

namespace Hotlink.Client.Tests.Kit;

/// <summary>A relay that loses nothing: of a session's data every third frame is overtaken by the next message, every fifth comes twice.</summary>
internal sealed class SwapScramble : IMessageScramble
{
    private byte[]? _held;
    private int _count;

    public IEnumerable<byte[]> Pass(byte[] frame)
    {
        var isData = IsData(frame);
        if (isData && _held is null && ++_count % 3 == 0)
        {
            _held = frame;
            yield break;
        }

        var late = _held;
        _held = null;
        if (!isData && late is not null)
        {
            yield return late; // A close that overtakes is another matter.
            late = null;
        }

        yield return frame;
        if (late is not null)
        {
            yield return late;
        }

        if (isData && _count % 5 == 0)
        {
            yield return frame;
        }
    }

    private static bool IsData(byte[] frame)
    {
        var head = (frame[1] & 0x7f) switch { 126 => 4, 127 => 10, _ => 2 };
        return (frame[0] & 0x0f) == 2
            && FrameHeader.TryPeek(frame.AsSpan(head), FrameKind.Binary, out var header) == PeekResult.Ok && header.Type == MessageType.HotlinkData;
    }
}
