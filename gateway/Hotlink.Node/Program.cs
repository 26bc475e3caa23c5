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

return await root.Parse(args).InvokeAsync();
