using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Tests.Kit;
using Hotlink.Grains.Tests.Local;

namespace Hotlink.Grains.Tests.Datasites;

public sealed class PresenceGrainTests : IAsyncDisposable
{
    private static readonly WaitingOpen Open = new("tenant/alice@x.io/p", "session-1");
    private static readonly Peer Bob = new("bob@x.io", "b1");
    private static readonly Peer Carol = new("carol@x.io", "c1");
    private readonly LocalGrainHost _host = new();

    private GrainRef<IPresenceGrain> Presence => _host.Grains.GetGrain<IPresenceGrain>(GrainKeys.Presence(GrainHost.Tenant));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task OnlineAsync_ConnectionsComeAndGo_IsUpToDate()
    {
        await AttachAsync(Bob);
        Assert.Equal([Bob], await OnlineAsync(null));
        await AttachAsync(Carol);
        Assert.Equal([Bob, Carol], (await OnlineAsync(null)).OrderBy(peer => peer.User));
        Assert.True(await DetachAsync(Bob));
        Assert.False(await DetachAsync(Bob));
        Assert.Equal([Carol], await OnlineAsync(null));
        await DetachAsync(Carol);
        Assert.Equal("", _host.LiveGrains());
    }

    [Fact]
    public async Task OnlineAsync_Wait_IsGivenToEverybodyWhoComes()
    {
        await AttachAsync(Bob);
        Assert.Equal([Bob], await OnlineAsync(Open));
        Assert.Equal([Open], await AttachAsync(Carol));
        Assert.True(await Presence.CallAsync(Open, static (grain, open) => grain.StopWaitingAsync(open)));
        Assert.Empty(await AttachAsync(new("dave@x.io", "d1")));
    }

    private ValueTask<IReadOnlyList<WaitingOpen>> AttachAsync(Peer peer) => Presence.CallAsync(peer, static (grain, id) => grain.AttachAsync(id));

    private ValueTask<bool> DetachAsync(Peer peer) => Presence.CallAsync(peer, static (grain, id) => grain.DetachAsync(id));

    private ValueTask<IReadOnlyList<Peer>> OnlineAsync(WaitingOpen? wait) => Presence.CallAsync(wait, static (grain, open) => grain.OnlineAsync(open));
}
