using System.Text;
using Hotlink.Gateway.Connections;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class RouteTableTests
{
    private readonly RouteTable _routes = new();

    [Fact]
    public void Find_ByBytes_GivesTheRouteWithThatId()
    {
        var routes = Enumerable.Range(0, 100).Select(i => Add($"session-{i}")).ToArray();
        foreach (var route in routes.Reverse().Concat(routes))
        {
            Assert.Same(route, Find(route.SessionId));
            Assert.Same(route, Find(route.SessionId));
        }

        Assert.Equal(routes, _routes.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("session")]
    [InlineData("session-12")]
    [InlineData("SESSION-1")]
    [InlineData("sessiön-1")]
    [InlineData("session?1")]
    public void Find_AnythingElse_IsNone(string id)
    {
        Add("session-1");
        Add("session-2");
        Find("session-1");
        Assert.Null(_routes.Find(Encoding.UTF8.GetBytes(id)));
        Assert.Null(_routes.Find(Encoding.Latin1.GetBytes(id)));
        Assert.Null(new RouteTable().Find(Encoding.UTF8.GetBytes(id)));
    }

    [Fact]
    public void Find_NothingAllocated()
    {
        var id = Encoding.ASCII.GetBytes(Add("session-1").SessionId);
        var other = Encoding.ASCII.GetBytes(Add("session-2").SessionId);
        void Both() => _ = (_routes.Find(id), _routes.Find(other));
        Both();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Both();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void TryAdd_IdThatIsTaken_KeepsTheFirst()
    {
        var first = Add("session-1");
        Assert.False(_routes.TryAdd(new("session-1", null, true)));
        Assert.Same(first, Find("session-1"));
        Assert.Equal((1, 0), (_routes.Count, _routes.SenderCount));
    }

    [Fact]
    public void End_ById_StaysListedUntilItIsForgotten()
    {
        var route = Add("session-1", isSender: true);
        Assert.Null(_routes.End("session-2"));
        Assert.Same(route, _routes.End("session-1"));
        Assert.True(route.IsOver);
        Assert.Same(route, Find("session-1"));
        Assert.Equal((1, 1), (_routes.Count, _routes.SenderCount));
        _routes.Forget(route);
        _routes.Forget(route);
        Assert.Null(Find("session-1"));
        Assert.Equal((0, 0), (_routes.Count, _routes.SenderCount));
        Assert.Empty(_routes.ToArray());
    }

    [Fact]
    public void End_Twice_SaysSoOnce()
    {
        var route = Add("session-1");
        Assert.True(_routes.End(route));
        Assert.False(_routes.End(route));
    }

    [Fact]
    public void Forget_SessionThatBeganAnew_LeavesIt()
    {
        var route = Add("session-1", isSender: true);
        Assert.Same(route, _routes.End("session-1"));
        Assert.True(_routes.TryRenew(route));
        _routes.Forget(route);
        Assert.False(route.IsOver);
        Assert.Same(route, Find("session-1"));
    }

    [Fact]
    public void Remove_RouteWhoseIdIsAnothersNow_LeavesTheOther()
    {
        var first = Add("session-1", isSender: true);
        _routes.Remove(first);
        var second = Add("session-1", isSender: true);
        _routes.Remove(first);
        Assert.Same(second, Find("session-1"));
        Assert.False(second.IsOver);
        _routes.Remove(second);
        Assert.True(second.IsOver);
        Assert.Equal((0, 0), (_routes.Count, _routes.SenderCount));
    }

    [Fact]
    public void AddFindRemove_OnManyThreads_KeepCountsAndIds()
    {
        Parallel.For(0, 4, worker =>
        {
            var ids = Enumerable.Range(0, 20).Select(i => $"session-{worker}-{i}").ToArray();
            for (var round = 0; round < 500; round++)
            {
                var routes = Array.ConvertAll(ids, id => Add(id, isSender: true));
                Assert.All(routes, route => Assert.Same(route, Find(route.SessionId)));
                Assert.InRange(_routes.Count, ids.Length, 4 * ids.Length);
                Array.ForEach(routes, _routes.Remove);
            }
        });
        Assert.Equal((0, 0), (_routes.Count, _routes.SenderCount));
    }

    private Route Add(string id, bool isSender = false)
    {
        var route = new Route(id, null, isSender);
        Assert.True(_routes.TryAdd(route));
        return route;
    }

    private Route? Find(string id) => _routes.Find(Encoding.ASCII.GetBytes(id));
}
