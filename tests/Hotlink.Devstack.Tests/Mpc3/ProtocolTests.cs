using Mpc3.Sharing;

namespace Hotlink.Devstack.Tests.Mpc3;

public sealed class ProtocolTests
{
    private static readonly ulong[] X = [3, ulong.MaxValue, 0x0123456789ABCDEF, 0];
    private static readonly ulong[] Y = [5, ulong.MaxValue, 0xFEDCBA9876543210, 7];

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task Open_OfAnInput_GivesItToAll(int owner, bool additive)
    {
        await using var parties = await ThreeParties.StartAsync();
        var opened = await parties.RunAsync(async protocol =>
            await protocol.OpenAsync(await InputAsync(protocol, owner, X, additive), additive, CancellationToken.None));
        Assert.All(opened, words => Assert.Equal(X, words));
    }

    [Fact]
    public async Task Multiply_Words_GivesProductsModulo()
    {
        await using var parties = await ThreeParties.StartAsync();
        var opened = await parties.RunAsync(async protocol =>
        {
            var (x, y) = (await InputAsync(protocol, 0, X, true), await InputAsync(protocol, 1, Y, true));
            return await protocol.OpenAsync(await protocol.MultiplyAsync(x, y, CancellationToken.None), true, CancellationToken.None);
        });
        Assert.All(opened, words => Assert.Equal(X.Zip(Y, (a, b) => unchecked(a * b)), words));
    }

    [Fact]
    public async Task And_Words_GivesConjunctions()
    {
        await using var parties = await ThreeParties.StartAsync();
        var opened = await parties.RunAsync(async protocol =>
        {
            var (x, y) = (await InputAsync(protocol, 2, X, false), await InputAsync(protocol, 1, Y, false));
            return await protocol.OpenAsync(await protocol.AndAsync(x, y, CancellationToken.None), false, CancellationToken.None);
        });
        Assert.All(opened, words => Assert.Equal(X.Zip(Y, (a, b) => a & b), words));
    }

    [Fact]
    public async Task InnerProduct_Vectors_GivesOneWord()
    {
        await using var parties = await ThreeParties.StartAsync();
        var opened = await parties.RunAsync(async protocol =>
        {
            var (x, y) = (await InputAsync(protocol, 0, X, true), await InputAsync(protocol, 2, Y, true));
            return await protocol.OpenAsync(await protocol.InnerProductAsync(x, y, CancellationToken.None), true, CancellationToken.None);
        });
        Assert.All(opened, words => Assert.Equal([X.Zip(Y, (a, b) => unchecked(a * b)).Aggregate(0UL, (a, b) => unchecked(a + b))], words));
    }

    // What a party holds of somebody else's vector is fresh at every time, and never the vector itself.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Input_Twice_ShowsOthersNothingThatRepeats(int owner)
    {
        await using var parties = await ThreeParties.StartAsync();
        var shares = await parties.RunAsync(async protocol => (
            protocol.Party, First: await InputAsync(protocol, owner, X, true), Second: await InputAsync(protocol, owner, X, true)));
        Assert.All(shares.Where(share => share.Party != owner), share =>
        {
            Assert.NotEqual(share.First.Own.Concat(share.First.Next), share.Second.Own.Concat(share.Second.Next));
            Assert.DoesNotContain(X[2], share.First.Own.Concat(share.First.Next));
        });
    }

    [Fact]
    public async Task ZeroShares_OfAllParties_CancelOutAndDiffer()
    {
        await using var parties = await ThreeParties.StartAsync();
        var products = await parties.RunAsync(async protocol =>
            await protocol.MultiplyAsync(Shares.Zero(2), Shares.Zero(2), CancellationToken.None));
        Assert.Equal(0UL, products.Aggregate(0UL, (sum, share) => unchecked(sum + share.Own[0])));
        Assert.All(products, share => Assert.NotEqual(share.Own[0], share.Own[1]));
    }

    private static Task<Shares> InputAsync(ShareProtocol protocol, int owner, ulong[] secret, bool additive) =>
        protocol.InputAsync(owner, protocol.Party == owner ? secret : null, secret.Length, additive, CancellationToken.None);
}
