using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Tests.Kit;
using Hotlink.Grains.Tests.Local;

namespace Hotlink.Grains.Tests.Sessions;

public sealed class SessionIdGrainTests : IAsyncDisposable
{
    private static readonly SessionClaim First = new("tenant/alice@x.io/p", new("alice@x.io", "a1"), 1);
    private static readonly SessionClaim Second = First with { Nonce = 2 };
    private readonly LocalGrainHost _host = new();

    private GrainRef<ISessionIdGrain> Id => _host.Grains.GetGrain<ISessionIdGrain>(GrainKeys.SessionId(GrainHost.Tenant, "session-1"));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task ClaimAsync_Held_NamesTheHolder()
    {
        Assert.Equal(First, await ClaimAsync(First));
        Assert.Equal(First, await ClaimAsync(Second));
        Assert.Equal(First, await Id.CallAsync(0, static (grain, _) => grain.FindAsync()));
    }

    [Fact]
    public async Task ReleaseAsync_NotTheHolder_ChangesNothing()
    {
        await ClaimAsync(First);
        Assert.False(await ReleaseAsync(Second));
        Assert.Equal(First, await ClaimAsync(Second));
    }

    [Fact]
    public async Task ReleaseAsync_Holder_FreesTheIdAndTheGrain()
    {
        await ClaimAsync(First);
        Assert.True(await ReleaseAsync(First));
        Assert.Equal("", _host.LiveGrains());
        Assert.Equal(Second, await ClaimAsync(Second));
    }

    private ValueTask<SessionClaim> ClaimAsync(SessionClaim claim) => Id.CallAsync(claim, static (grain, wanted) => grain.ClaimAsync(wanted));

    private ValueTask<bool> ReleaseAsync(SessionClaim claim) => Id.CallAsync(claim, static (grain, held) => grain.ReleaseAsync(held));
}
