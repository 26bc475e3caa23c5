using System.CommandLine;

namespace Hotlink.Devstack.Commands;

/// <summary><c>devstack</c>: its commands.</summary>
internal static class DevstackCommand
{
    public static Command Create() => new("devstack", "A relay and several parties on this machine.")
    {
        UpCommand.Create(),
        StatusCommand.Create(),
        LogsCommand.Create(),
        DownCommand.Create(),
        PruneCommand.Create(),
        ChannelCommand.Create(),
        RunCommand.Create(),
        StreamCommand.Create(),
    };
}
