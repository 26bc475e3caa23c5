using System.CommandLine;
using Hotlink.Cli.Settings;
using Hotlink.Daemon.Tunnels;
using Hotlink.Daemon.Tunnels.Forwarding;

namespace Hotlink.Cli.Commands;

/// <summary><c>hotlink expose</c>: lets one peer reach a local service.</summary>
internal static class ExposeCommand
{
    private static readonly Argument<string> Service = new("SERVICE") { HelpName = "[HOST:]PORT", Description = "The service. Without a host: on 127.0.0.1." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("expose", "Let one peer, and nobody else, connect to a local service, until it is stopped. The peer runs `hotlink forward`.")
        {
            Service, ChannelArguments.Channel, ChannelArguments.To, ForwardingAction.Connections,
        };
        ForwardingAction.Set(
            command,
            static (result, user) =>
            {
                ServiceOf(result);
                return ChannelArguments.SpecOf(result, user, (directory, peer) => TunnelSpec.CreateExpose(user, directory, peer));
            },
            static (result, client, spec, options) =>
            {
                var service = ServiceOf(result);
                Console.Out.WriteLine($"{service} is exposed to {spec.Peer}");
                return new Exposer(client, spec, service, options).RunAsync;
            });
        return command;
    }

    private static ServiceAddress ServiceOf(ParseResult result)
    {
        try
        {
            return ServiceAddress.Parse(result.GetRequiredValue(Service));
        }
        catch (FormatException wrong)
        {
            throw new SettingsException(wrong.Message);
        }
    }
}
