using Hotlink.Protocol;
using Hotlink.Testing.Peers;

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

        var work = Task.WhenAll(Enumerable.Range(0, Together).Select(worker => WorkAsync(worker, new Random(_random.Next()))));
        while (!work.IsCompleted)
        {
            await DisturbAsync(_random.Next(UserCount));
        }

        await work;
    }

    private async Task WorkAsync(int worker, Random random)
    {
        await Task.Yield();
        for (var number = 0; number < SessionsEach; number++)
        {
            var sender = random.Next(UserCount);
            var reader = (sender + 1 + random.Next(UserCount - 1)) % UserCount;
            var path = Paths.Tcp(owner, $"{worker}_{number % 3}");
            await new StormSession(path, Volatile.Read(ref _peers[sender]), Volatile.Read(ref _peers[reader]), random).RunAsync();
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
