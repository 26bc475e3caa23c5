using System.CommandLine;
using System.CommandLine.Help;
using Hotlink.Node.Acl;
using Hotlink.Node.Cluster;
using Hotlink.Node.Serve;
using Hotlink.Node.Wire;

var root = new Command("hotlink", "HotlinkOrleans: the relay that lets SyftBox datasites compute together.")
{
    new HelpOption(),
    new VersionOption(),
    ServeCommand.Create(),
    ClusterCommand.Create(),
    AclCommand.Create(),
    WireCommand.Create(),
};

// The host sees to SIGTERM and Ctrl+C, and may take longer than the two seconds that the parser would give it.
var line = root.Parse(args);
var code = await line.InvokeAsync(new() { ProcessTerminationTimeout = null });
return line.Errors.Count == 0 ? code : 2;
