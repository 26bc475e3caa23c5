using Hotlink.Protocol;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Kit.Storms;

/// <summary>
/// Many sessions at once between a few users, while connections are cut and come back, and readers pause. What each end has to hear holds for
/// every one of them.
/// </summary>
internal sealed class Storm(string owner, Func<PeerOptions, Task<FakePeer>> connect, int seed)
{
    private const int UserCount = 5;
    private const int Together = 8;
    private const int SessionsEach = 40;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly StormSession?[] _sessions = new StormSession?[Together];
    private readonly StormPeer[] _peers = new StormPeer[UserCount];
    private readonly Random _random = new(seed);

    /// <summary>Lets it blow over.</summary>
    /// <exception cref="InvalidDataException">An end of a session heard something that it shouldn't have, or nothing.</exception>
    public async Task RunAsync()
    {
        for (var i = 0; i < UserCount; i++)
        {
            _peers[i] = await ComeAsync(i);
        }

        var start = TimeProvider.System.GetTimestamp();
        var work = Task.WhenAll(Enumerable.Range(0, Together).Select(worker => WorkAsync(worker, new Random(_random.Next()))));
        while (!work.IsCompleted)
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException($"The storm doesn't end. {Describe()}");
            }

            await DisturbAsync(_random.Next(UserCount)).SoonAsync(Describe);
        }

        await work;
    }

    private string Describe() => string.Join("; ", _sessions.AsEnumerable());

    private async Task WorkAsync(int worker, Random random)
    {
        await Task.Yield();
        for (var number = 0; number < SessionsEach; number++)
        {
            var sender = random.Next(UserCount);
            var reader = (sender + 1 + random.Next(UserCount - 1)) % UserCount;
            var path = Paths.Tcp(owner, $"{worker}_{number % 3}");
            var session = new StormSession(path, Volatile.Read(ref _peers[sender]), Volatile.Read(ref _peers[reader]), random);
            _sessions[worker] = session;
            await session.RunAsync();
            _sessions[worker] = null;
        }
    }

    private async Task DisturbAsync(int user)
    {
        var peer = _peers[user];
        if (_random.Next(3) > 0)
        {
            peer.Peer.StopReading();
            await Task.Delay(LongestPause * _random.NextDouble(), TimeProvider.System);
            peer.Peer.GoOnReading();
            return;
        }

        await peer.CutAsync(reset: _random.Next(2) == 0);
        Volatile.Write(ref _peers[user], await ComeAsync(user));
    }

    private async Task<StormPeer> ComeAsync(int user) =>
        new(await connect(new PeerOptions { User = $"user{user}@storm.example", Encoding = _random.Next(4) == 0 ? WireEncoding.Json : WireEncoding.MsgPack }));
}
