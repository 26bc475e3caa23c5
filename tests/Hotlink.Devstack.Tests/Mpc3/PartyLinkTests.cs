using Hotlink.Testing.Waiting;
using Mpc3.Transport;

namespace Hotlink.Devstack.Tests.Mpc3;

public sealed class PartyLinkTests
{
    [Fact]
    public async Task Receive_WrongRound_NamesTheParty()
    {
        var (one, two) = await ThreeParties.ConnectAsync();
        await using var left = new PartyLink(1, one);
        await using var right = new PartyLink(0, two);
        await left.SendAsync(4, new byte[8], CancellationToken.None);
        var failure = await Assert.ThrowsAsync<PartyException>(() => right.ReceiveAsync(5, new byte[8].AsMemory(), CancellationToken.None).SoonAsync());
        Assert.Contains("party 0, round 5: expected round 5 with 8 bytes, got round 4 with 8", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_AByteTooFew_SaysThatTheBytesAreOutOfStep()
    {
        var (one, two) = await ThreeParties.ConnectAsync();
        await using var right = new PartyLink(0, two);
        await one.WriteAsync(new byte[] { 0x50, 0x43, 0x33, 0, 0, 0, 0, 1, 0, 0, 0, 9 }, TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<PartyException>(() => right.ReceiveAsync(0, new byte[1].AsMemory(), CancellationToken.None).SoonAsync());
        Assert.Contains("out of step", failure.Message, StringComparison.Ordinal);
        await one.DisposeAsync();
    }

    [Fact]
    public async Task Receive_FromAPartyThatLeft_SaysSo()
    {
        var (one, two) = await ThreeParties.ConnectAsync();
        await using var right = new PartyLink(2, two);
        await one.DisposeAsync();
        var failure = await Assert.ThrowsAsync<PartyException>(() => right.ReceiveAsync(7, new byte[1].AsMemory(), CancellationToken.None).SoonAsync());
        Assert.Contains("party 2, round 7", failure.Message, StringComparison.Ordinal);
    }
}
