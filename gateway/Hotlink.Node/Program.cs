using System.CommandLine;
using Hotlink.Node.Acl;
using Hotlink.Node.Serve;
using Hotlink.Node.Wire;

var root = new RootCommand("HotlinkOrleans: the relay that lets SyftBox datasites compute together.")
{
    ServeCommand.Create(),
    AclCommand.Create(),
    WireCommand.Create(),
};

// The host sees to SIGTERM and Ctrl+C, and may take longer than the two seconds that the parser would give it.
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null });
