using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Channels;

/// <summary>Which files the channels between all pairs of parties are made of, by BioVault's conventions (client behaviour, section 12).</summary>
internal static class ChannelLayout
{
    /// <summary>The directory of all channels of a flow in a party's datasite.</summary>
    public static string MpcDirectory(string owner, string flow, string run) => $"{owner}/shared/flows/{flow}/{run}/_mpc";

    /// <summary>The ends of all channels, in the order of their owners.</summary>
    public static IEnumerable<ChannelFiles> Of(IReadOnlyList<PartySpec> parties, PortPlan ports, ChannelStyle style, string flow, string run) =>
        style == ChannelStyle.None
            ? []
            : from me in parties
              from peer in parties
              where me.Index != peer.Index
              select End(me, peer, ports, style, MpcDirectory(me.Email, flow, run));

    /// <summary>A rule file that lets these users read and write everything below it.</summary>
    public static string Rules(string admin, IEnumerable<string> users)
    {
        var list = string.Join(", ", users.Select(user => $"'{user}'"));
        return $"rules:\n  - pattern: '**'\n    access:\n      admin: ['{admin}']\n      read: [{list}]\n      write: [{list}]\n";
    }

    private static ChannelFiles End(PartySpec me, PartySpec peer, PortPlan ports, ChannelStyle style, string mpc)
    {
        var swapped = style == ChannelStyle.Smoke && me.Index > peer.Index;
        var name = swapped ? $"{peer.Index}_to_{me.Index}" : $"{me.Index}_to_{peer.Index}";
        var own = ports.Channel(me.Index, peer.Index);
        var common = ChannelPorts.Common(ports.Base, me.Index, peer.Index, ports.Parties);
        var marker = new ChannelMarker(me.Email, peer.Email, style == ChannelStyle.Smoke ? own : common, new Dictionary<string, int>
        {
            [me.Email] = own,
            [peer.Email] = ports.Channel(peer.Index, me.Index),
        });
        return new(me.Email, peer.Email, $"{mpc}/{name}", marker, Rules(me.Email, [me.Email, peer.Email]));
    }
}
