using System.CommandLine;
using Hotlink.Daemon.Tunnels;
using Hotlink.Daemon.Tunnels.Forwarding;

namespace Hotlink.Cli.Commands;

/// <summary><c>hotlink forward</c>: a local port that is the peer's service.</summary>
internal static class ForwardCommand
{
    private static readonly Argument<int> Port = new("PORT") { Description = "The local port that applications connect to; 0 for any that is free." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("forward", "Carry every connection of a local port to the service that the peer exposes, until it is stopped. The peer runs `hotlink expose`.")
        {
            Port, ChannelArguments.Channel, ChannelArguments.To, ForwardingAction.Connections,
        };
        ForwardingAction.Set(
            command,
            (result, user) => ChannelArguments.SpecOf(result, user, (directory, peer) => TunnelSpec.CreateForward(result.GetValue(Port), user, directory, peer)),
            static (_, client, spec, options) => new Forwarder(client, spec, options).RunAsync);
        return command;
    }
}
