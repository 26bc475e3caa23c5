namespace Hotlink.Gateway.Relay;

/// <summary>
/// The sessions that data came for lately without there being any: to say so once a second is enough, however much is on its way. Used by
/// one at a time.
/// </summary>
internal sealed class StrayMemory(TimeProvider time)
{
    private const int Capacity = 64;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, long> _answered = [];

    /// <summary>Whether the peer is to be told now.</summary>
    public bool IsDue(string sessionId)
    {
        if (_answered.TryGetValue(sessionId, out var at) && time.GetElapsedTime(at) < Quiet)
        {
            return false;
        }

        if (_answered.Count >= Capacity)
        {
            _answered.Clear();
        }

        _answered[sessionId] = time.GetTimestamp();
        return true;
    }
}
