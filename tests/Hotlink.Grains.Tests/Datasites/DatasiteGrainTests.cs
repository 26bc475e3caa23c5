using Hotlink.Domain.Access;
using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Tests.Kit;
using Hotlink.Grains.Tests.Local;

namespace Hotlink.Grains.Tests.Datasites;

public sealed class DatasiteGrainTests : IAsyncDisposable
{
    private const string Alice = "alice@x.io";
    private const string Bob = "bob@x.io";
    private static readonly WaitingOpen Open = new("tenant/alice@x.io/p", "session-1");
    private readonly LocalGrainHost _host = new();

    private GrainRef<IDatasiteGrain> Datasite => _host.Grains.GetGrain<IDatasiteGrain>(GrainKeys.Datasite(GrainHost.Tenant, Alice));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task AuthorizeAsync_Question_IsDecidedByTheRulesOfTheTenant()
    {
        _host.LetRead(Alice, Bob);
        Assert.True(await AskAsync(Bob, AccessLevel.Read));
        Assert.False(await AskAsync(Bob, AccessLevel.Write));
        Assert.True(await AskAsync(Alice, AccessLevel.Write));
        var elsewhere = _host.Grains.GetGrain<IDatasiteGrain>(GrainKeys.Datasite("other", Alice));
        Assert.False(await elsewhere.CallAsync(new AccessQuestion(Bob, AccessLevel.Read, "alice@x.io/f"), static (grain, asked) => grain.AuthorizeAsync(asked)));
        Assert.Equal("", _host.LiveGrains());
    }

    [Theory]
    [InlineData("", new[] { Bob }, ReasonCode.None, false, new[] { Alice, Bob })]
    [InlineData("", new[] { "*" }, ReasonCode.None, true, null)]
    [InlineData("", new[] { "*@x.io" }, ReasonCode.None, true, null)]
    [InlineData(Bob, new[] { "*" }, ReasonCode.None, false, new[] { Bob })]
    [InlineData(Bob, new string[0], ReasonCode.PermissionDenied, false, new string[0])]
    public async Task AuthorizeOpenAsync_Rules_SayWhoMayRead(string recipient, string[] readers, ReasonCode refusal, bool any, string[]? expected)
    {
        _host.LetRead(Alice, readers);
        var rights = await Datasite.CallAsync(
            new OpenQuestion(Alice, "alice@x.io/f", recipient), static (grain, asked) => grain.AuthorizeOpenAsync(asked));
        Assert.Equal((refusal, any), (rights.Refusal, rights.AnyReader));
        Assert.Equal(expected ?? rights.Readers, rights.Readers);
    }

    [Fact]
    public async Task AttachAsync_OpensWait_AreGivenUntilTheyWaitNoLonger()
    {
        Assert.Empty(await ConnectionsAsync(Open));
        Assert.Equal([Open], await AttachAsync("a1"));
        Assert.Equal([Open], await AttachAsync("a2"));
        Assert.Equal([new(Alice, "a1"), new(Alice, "a2")], await ConnectionsAsync(null));
        Assert.True(await StopWaitingAsync());
        Assert.False(await StopWaitingAsync());
        Assert.Empty(await AttachAsync("a3"));
    }

    [Fact]
    public async Task ConnectionsAsync_OwnerIsThere_TheOpenWaitsForMore()
    {
        await AttachAsync("a1");
        Assert.Equal([new(Alice, "a1")], await ConnectionsAsync(Open));
        Assert.Equal([Open], await AttachAsync("a2"));
    }

    [Fact]
    public async Task DetachAsync_LastOne_EndsTheGrain()
    {
        await AttachAsync("a1");
        Assert.False(await DetachAsync("a2"));
        Assert.NotEqual("", _host.LiveGrains());
        Assert.True(await DetachAsync("a1"));
        Assert.Equal("", _host.LiveGrains());
    }

    [Fact]
    public async Task WatchAsync_Sessions_AreListedOnce()
    {
        Assert.True(await Datasite.CallAsync("s", static (grain, key) => grain.WatchAsync(key)));
        Assert.False(await Datasite.CallAsync("s", static (grain, key) => grain.WatchAsync(key)));
        Assert.Equal(["s"], await Datasite.CallAsync(0, static (grain, _) => grain.WatchersAsync()));
        Assert.True(await Datasite.CallAsync("s", static (grain, key) => grain.UnwatchAsync(key)));
        Assert.Equal("", _host.LiveGrains());
    }

    private ValueTask<bool> AskAsync(string user, AccessLevel level) =>
        Datasite.CallAsync(new AccessQuestion(user, level, "alice@x.io/f"), static (grain, asked) => grain.AuthorizeAsync(asked));

    private ValueTask<IReadOnlyList<WaitingOpen>> AttachAsync(string connection) =>
        Datasite.CallAsync(connection, static (grain, id) => grain.AttachAsync(id));

    private ValueTask<bool> DetachAsync(string connection) => Datasite.CallAsync(connection, static (grain, id) => grain.DetachAsync(id));

    private ValueTask<IReadOnlyList<Peer>> ConnectionsAsync(WaitingOpen? wait) =>
        Datasite.CallAsync(wait, static (grain, open) => grain.ConnectionsAsync(open));

    private ValueTask<bool> StopWaitingAsync() => Datasite.CallAsync(Open, static (grain, open) => grain.StopWaitingAsync(open));
}
