using System.Security.Cryptography;
using System.Text;
using Hotlink.Gateway.Handshake;
using Hotlink.Gateway.Tenancy;
using Hotlink.Gateway.Tests.Authentication;

namespace Hotlink.Gateway.Tests.Handshake;

public sealed class TurnCredentialsTests
{
    private const string Secret = "shared with the turn server";

    [Fact]
    public void For_Secret_GivesAUserThatExpiresAndItsHmac_Pitfall79()
    {
        var turn = TurnCredentials.For(new IceOptions { TurnSecret = Secret }, "alice@example.com", FixedClock.Start, tokenEnd: null);
        Assert.Equal($"{FixedClock.Start.AddHours(12).ToUnixTimeSeconds()}:alice@example.com", turn!.User);
#pragma warning disable CA5350 // What TURN servers compute.
        Assert.Equal(
            Convert.ToBase64String(HMACSHA1.HashData(Encoding.ASCII.GetBytes(Secret), Encoding.ASCII.GetBytes(turn.User))), turn.Pass);
#pragma warning restore CA5350
    }

    [Fact]
    public void For_TokenThatEndsEarlier_EndsWithIt()
    {
        var turn = TurnCredentials.For(new IceOptions { TurnSecret = Secret }, "a@b.co", FixedClock.Start, FixedClock.Start.AddMinutes(5));
        Assert.StartsWith($"{FixedClock.Start.AddMinutes(5).ToUnixTimeSeconds()}:", turn!.User, StringComparison.Ordinal);
    }

    [Fact]
    public void For_SecretAndFixedUser_UsesTheSecret()
    {
        var options = new IceOptions { TurnSecret = Secret, TurnUser = "u", TurnPass = "p" };
        var turn = TurnCredentials.For(options, "a@b.co", FixedClock.Start, null);
        Assert.NotEqual("p", turn!.Pass);
    }

    [Fact]
    public void For_FixedUserOnly_GivesThatOne()
    {
        var turn = TurnCredentials.For(new IceOptions { TurnUser = "u", TurnPass = "p" }, "a@b.co", FixedClock.Start, null);
        Assert.Equal(("u", "p"), (turn!.User, turn.Pass));
    }

    [Fact]
    public void For_NothingConfigured_GivesNone() => Assert.Null(TurnCredentials.For(new IceOptions(), "a@b.co", FixedClock.Start, null));

    [Fact]
    public void For_AddressThatNoHeaderCanCarry_UsesItsHash()
    {
        var turn = TurnCredentials.For(new IceOptions { TurnSecret = Secret }, "ü@x.io", FixedClock.Start, null);
        Assert.All(turn!.User, c => Assert.InRange(c, ' ', '~'));
    }

    [Fact]
    public void ToString_OfCredentials_ShowsNothing() => Assert.Equal("REDACTED", new TurnCredentials("u", "p").ToString());
}
