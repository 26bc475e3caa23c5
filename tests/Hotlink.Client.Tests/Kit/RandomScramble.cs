using Hotlink.Protocol;

namespace Hotlink.Client.Tests.Kit;

/// <summary>
/// A relay as SyftBox's server can be: data and signals of sessions come late, twice or not at all. The rest goes through as it is.
/// </summary>
internal sealed class RandomScramble(int seed, double lose, double repeat, double delay) : IMessageScramble
{
    private readonly Random _random = new(seed);
    private readonly List<byte[]> _late = [];

    public IEnumerable<byte[]> Pass(byte[] frame)
    {
        if (!IsOfSession(frame))
        {
            yield return frame;
            yield break;
        }

        if (_random.NextDouble() >= lose)
        {
            if (_random.NextDouble() < delay)
            {
                _late.Add(frame);
            }
            else
            {
                yield return frame;
            }

            if (_random.NextDouble() < repeat)
            {
                yield return frame;
            }
        }

        while (_late.Count > 0 && (_late.Count > 8 || _random.Next(3) == 0))
        {
            var at = _random.Next(_late.Count);
            yield return _late[at];
            _late.RemoveAt(at);
        }
    }

    private static bool IsOfSession(byte[] frame)
    {
        var head = (frame[1] & 0x7f) switch { 126 => 4, 127 => 10, _ => 2 };
        return (frame[0] & 0x0f) == 2
            && FrameHeader.TryPeek(frame.AsSpan(head), FrameKind.Binary, out var header) == PeekResult.Ok
            && header.Type is MessageType.HotlinkData or MessageType.HotlinkSignal;
    }
}
