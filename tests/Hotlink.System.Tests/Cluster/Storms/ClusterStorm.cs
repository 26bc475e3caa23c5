using System.Collections.Concurrent;
using Hotlink.Protocol;
using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;

namespace Hotlink.System.Tests.Cluster.Storms;

/// <summary>
/// Many sessions at once between a few users of a cluster, each with two connections, while connections are cut and come back at other nodes,
/// readers pause, rights are taken away and given back, and nodes come and go.
/// </summary>
internal sealed class ClusterStorm(IEnumerable<ClusterNode> nodes, string owner, string fickleOwner, StormWeather weather, int seed)
{
    private const int UserCount = 5;
    private const int GuestsEach = 2;
    private const int Together = 24;
    private const int PathCount = 6;
    private const int Attempts = 10;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(150);
    private readonly StormGuest[] _guests = new StormGuest[UserCount * GuestsEach];
    private readonly ConcurrentBag<StormGuest> _all = [];
    private readonly ConcurrentQueue<string> _unsaid = new();
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private StormNode[] _nodes = [.. nodes.Select(node => new StormNode(node))];
    private long _talks;
    private volatile bool _isOver;

    /// <summary>How many sessions are through.</summary>
    public long Talks => Interlocked.Read(ref _talks);

    /// <summary>Every end that no peer had made, in words.</summary>
    public IReadOnlyCollection<string> Unsaid => _unsaid;

    /// <summary>The nodes that are up.</summary>
    public IReadOnlyList<StormNode> Nodes => Volatile.Read(ref _nodes);

    /// <summary>Everybody who was ever there.</summary>
    public IEnumerable<StormGuest> Everybody => _all;

    /// <summary>Lets it blow while nodes come and go, and ends it.</summary>
    /// <param name="comeAndGoAsync">What becomes of nodes meanwhile.</param>
    /// <exception cref="InvalidDataException">An end of a session heard something that it shouldn't have, or nothing.</exception>
    public async Task RunAsync(Func<Task> comeAndGoAsync)
    {
        for (var i = 0; i < _guests.Length; i++)
        {
            _guests[i] = await ComeAsync(i);
        }

        var work = Enumerable.Range(0, Together).Select(_ => WorkAsync(Split())).Append(DisturbAsync(Split())).Append(ChangeRulesAsync(Split())).ToArray();
        var nodesComeAndGo = comeAndGoAsync();
        await Task.WhenAny(Task.WhenAll(work), nodesComeAndGo, FailureOf(work));
        _isOver = true;
        await Task.WhenAll(work.Append(nodesComeAndGo));
        await Task.WhenAll(Enumerable.Range(0, _guests.Length).Select(RenewAsync));
    }

    /// <summary>When all is calm every user speaks with the next one on every path.</summary>
    public Task SpeakAsync() => Task.WhenAll(
        from user in Enumerable.Range(0, UserCount)
        from path in Enumerable.Range(0, PathCount)
        let reader = _guests[(user + 1) % UserCount * GuestsEach]
        select new StormTalk(PathOf(path), isRevocable: false, _guests[user * GuestsEach + path % GuestsEach], reader, weather, Split()).RunAsync());

    /// <summary>Takes a node off the list: nobody comes to it any more, and nobody counts on those who are there.</summary>
    public StormNode TakeOff(int index)
    {
        lock (_gate)
        {
            var gone = _nodes[index];
            Volatile.Write(ref _nodes, [.. _nodes.Where(node => node != gone)]);
            weather.LoseNode();
            gone.MarkGone();
            return gone;
        }
    }

    /// <summary>Puts a node onto the list.</summary>
    public void PutOn(ClusterNode node)
    {
        lock (_gate)
        {
            Volatile.Write(ref _nodes, [.. _nodes, new(node)]);
        }
    }

    private static async Task FailureOf(Task[] work)
    {
        await foreach (var task in Task.WhenEach(work))
        {
            await task;
        }
    }

    private Random Split()
    {
        lock (_gate)
        {
            return new(_random.Next());
        }
    }

    private string PathOf(int path) => Paths.Tcp(path == 0 ? fickleOwner : owner, $"{path}_to_9");

    private async Task WorkAsync(Random random)
    {
        await Task.Yield();
        while (!_isOver)
        {
            var (sender, reader) = (random.Next(UserCount), random.Next(UserCount - 1));
            reader += reader >= sender ? 1 : 0;
            var path = random.Next(PathCount);
            var talk = new StormTalk(PathOf(path), isRevocable: path == 0, GuestOf(sender, random), GuestOf(reader, random), weather, random);
            if (await talk.RunAsync() is { Length: > 0 } unsaid)
            {
                _unsaid.Enqueue(unsaid);
            }

            Interlocked.Increment(ref _talks);
        }
    }

    private StormGuest GuestOf(int user, Random random) => Volatile.Read(ref _guests[(user * GuestsEach) + random.Next(GuestsEach)]);

    private async Task DisturbAsync(Random random)
    {
        await Task.Yield();
        while (!_isOver)
        {
            await Task.Delay(LongestPause * random.NextDouble(), TimeProvider.System);
            var index = random.Next(_guests.Length);
            var guest = _guests[index];
            if (random.Next(3) == 0)
            {
                await guest.CutAsync(reset: random.Next(2) == 0);
            }
            else
            {
                guest.Peer.StopReading();
                await Task.Delay(LongestPause * random.NextDouble(), TimeProvider.System);
                guest.Peer.GoOnReading();
            }

            await Task.WhenAll(Enumerable.Range(0, _guests.Length).Select(RenewAsync));
        }
    }

    private async Task RenewAsync(int index)
    {
        if (_guests[index].IsGone)
        {
            Volatile.Write(ref _guests[index], await ComeAsync(index));
        }
    }

    private async Task ChangeRulesAsync(Random random)
    {
        await Task.Yield();
        while (!_isOver)
        {
            await Task.Delay(LongestPause * (5 * random.NextDouble()), TimeProvider.System);
            weather.Revoke();
            await PublishAsync(RuleFiles.OwnerOnly);
            await Task.Delay(LongestPause * (2 * random.NextDouble()), TimeProvider.System);
            await PublishAsync(RuleFiles.Everybody);
        }

        await PublishAsync(RuleFiles.Everybody);
    }

    // A node that goes takes the acknowledgement with it: the rules are written once more.
    private Task<bool> PublishAsync(string rules) => AtSomeNodeAsync(async node =>
    {
        await using var peer = await node.Node.ConnectAsync(fickleOwner);
        await peer.PublishRulesAsync(rules);
        return true;
    });

    private async Task<StormGuest> ComeAsync(int index)
    {
        var encoding = Split().Next(4) == 0 ? WireEncoding.Json : WireEncoding.MsgPack;
        var options = new PeerOptions { User = $"user{index / GuestsEach}@storm.example", Encoding = encoding };
        var guest = await AtSomeNodeAsync(async node => new StormGuest(await node.Node.ConnectAsync(options), node));
        _all.Add(guest);
        return guest;
    }

    private async Task<T> AtSomeNodeAsync<T>(Func<StormNode, Task<T>> visitAsync)
    {
        for (var attempt = 1; ; attempt++)
        {
            var up = Nodes;
            var node = up[Split().Next(up.Count)];
            try
            {
                return await visitAsync(node);
            }
            catch (Exception) when (node.WhenGone.IsCompleted && attempt < Attempts)
            {
                // It went meanwhile: another one is asked.
            }
        }
    }
}
