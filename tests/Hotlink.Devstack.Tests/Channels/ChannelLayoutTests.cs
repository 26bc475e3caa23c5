using Hotlink.Devstack.Channels;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Tests.Channels;

public sealed class ChannelLayoutTests
{
    private static readonly PortPlan Ports = new(20000, 3);
    private static readonly IReadOnlyList<PartySpec> Parties = [new(0, "a@x.io"), new(1, "b@x.io"), new(2, "c@x.io")];

    [Fact]
    public void Of_Flow_GivesEachPartyItsOutgoingDirectories() => Assert.Equal(
        [
            "a@x.io/shared/flows/f/r1/_mpc/0_to_1", "a@x.io/shared/flows/f/r1/_mpc/0_to_2",
            "b@x.io/shared/flows/f/r1/_mpc/1_to_0", "b@x.io/shared/flows/f/r1/_mpc/1_to_2",
            "c@x.io/shared/flows/f/r1/_mpc/2_to_0", "c@x.io/shared/flows/f/r1/_mpc/2_to_1",
        ],
        Of(ChannelStyle.Flow).Select(end => end.Directory));

    [Fact]
    public void Of_Smoke_GivesBothEndsTheSameName() => Assert.Equal(
        ["0_to_1", "0_to_2", "0_to_1", "1_to_2", "0_to_2", "1_to_2"], Of(ChannelStyle.Smoke).Select(end => end.Directory[^6..]));

    [Fact]
    public void Of_Flow_WritesMarkersAsBioVaultDoes() => Assert.Equal(
        """{"from":"b@x.io","to":"c@x.io","port":20003,"ports":{"b@x.io":21003,"c@x.io":22003}}""",
        Of(ChannelStyle.Flow).Single(end => end.Directory.EndsWith("1_to_2", StringComparison.Ordinal)).Marker.ToJson());

    [Fact]
    public void Of_Smoke_PutsTheOwnPortFirst() => Assert.Equal(
        """{"from":"c@x.io","to":"b@x.io","port":22003,"ports":{"c@x.io":22003,"b@x.io":21003}}""",
        Of(ChannelStyle.Smoke).Last().Marker.ToJson());

    [Fact]
    public void Of_AnEnd_LetsBothPartiesIn() => Assert.Equal(
        "rules:\n  - pattern: '**'\n    access:\n      admin: ['a@x.io']\n      read: ['a@x.io', 'b@x.io']\n      write: ['a@x.io', 'b@x.io']\n",
        Of(ChannelStyle.Flow).First().Rules);

    [Fact]
    public void Of_None_GivesNothing() => Assert.Empty(Of(ChannelStyle.None));

    private static IEnumerable<ChannelFiles> Of(ChannelStyle style) => ChannelLayout.Of(Parties, Ports, style, "f", "r1");
}
