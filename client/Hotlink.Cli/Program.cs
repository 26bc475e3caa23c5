using System.CommandLine;
using System.CommandLine.Help;
using Hotlink.Cli.Commands;

var root = new Command("hotlink", "The client of a hotlink relay: the daemon of one datasite, and streams from the command line.")
{
    new HelpOption(),
    new VersionOption(),
    ConnectCommand.Create(),
    TunnelCommand.Create(),
    ForwardCommand.Create(),
    ExposeCommand.Create(),
    SendCommand.Create(),
    RecvCommand.Create(),
};

// The commands see to signals themselves: they finish what they do.
var line = root.Parse(args);
var code = await line.InvokeAsync(new() { ProcessTerminationTimeout = null });
return line.Errors.Count == 0 ? code : 2;
