using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Sessions;
using Hotlink.Grains.Tests.Kit;
using Hotlink.Grains.Tests.Local;

namespace Hotlink.Grains.Tests.Sessions;

public sealed class SessionIdGrainTests : IAsyncDisposable
{
    private static readonly SessionClaim First = new("session-1", "tenant/alice@x.io/p", new("alice@x.io", "a1"), 1);
    private static readonly SessionClaim Second = First with { Nonce = 2 };
    private readonly LocalGrainHost _host = new();

    private GrainRef<ISessionIdGrain> Id => _host.Grains.GetGrain<ISessionIdGrain>(GrainKeys.SessionId(GrainHost.Tenant, "session-1"));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task ClaimAsync_Held_NamesTheHolder()
    {
        Assert.Equal(First, await ClaimAsync(First));
        Assert.Equal(First, await ClaimAsync(Second));
        Assert.Equal(First, await Id.CallAsync("session-1", static (grain, id) => grain.FindAsync(id)));
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

    [Fact]
    public async Task ClaimAsync_IdsOfOneGrain_EachHasItsOwnHolder()
    {
        var other = First with { SessionId = "session-2" };
        await ClaimAsync(First);
        Assert.Equal(other, await ClaimAsync(other));
        Assert.True(await ReleaseAsync(First));
        Assert.Null(await Id.CallAsync("session-1", static (grain, id) => grain.FindAsync(id)));
        Assert.Equal(other, await Id.CallAsync("session-2", static (grain, id) => grain.FindAsync(id)));
    }

    [Fact]
    public async Task OnNodeLostAsync_ClaimsOfSeveralNodes_LosesThoseOfThatNode()
    {
        var grain = new SessionIdGrain();
        foreach (var (id, node) in new[] { ("session-1", "n1"), ("session-2", "n2"), ("session-3", "n1") })
        {
            await grain.ClaimAsync(First with { SessionId = id, Sender = new("alice@x.io", ConnectionIds.Create(node)) });
        }

        await grain.OnNodeLostAsync("n1");
        Assert.Null(await grain.FindAsync("session-1"));
        Assert.NotNull(await grain.FindAsync("session-2"));
        Assert.Null(await grain.FindAsync("session-3"));
        await grain.OnNodeLostAsync("n2");
        Assert.True(grain.IsIdle);
    }

    [Fact]
    public void SessionIdKey_ManyIds_AreSpreadOverAllParts()
    {
        var counts = Enumerable.Range(0, 6400).CountBy(number => GrainKeys.SessionId("tenant", $"session-{number}")).ToArray();
        Assert.Equal(GrainKeys.SessionIdParts, counts.Length);
        Assert.All(counts, part => Assert.InRange(part.Value, 50, 200));
    }

    // Nodes of a cluster have to agree, also while one version of them replaces another.
    [Theory]
    [InlineData("session-1", "tenant/13")]
    [InlineData("0123456789abcdef01234567", "tenant/21")]
    public void SessionIdKey_OneId_IsTheSameInEveryProcess(string id, string key) => Assert.Equal(key, GrainKeys.SessionId("tenant", id));

    private ValueTask<SessionClaim> ClaimAsync(SessionClaim claim) => Id.CallAsync(claim, static (grain, wanted) => grain.ClaimAsync(wanted));

    private ValueTask<bool> ReleaseAsync(SessionClaim claim) => Id.CallAsync(claim, static (grain, held) => grain.ReleaseAsync(held));
}
