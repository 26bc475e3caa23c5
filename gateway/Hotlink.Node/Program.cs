using System.CommandLine;
using Hotlink.Node.Serve;
using Hotlink.Node.Wire;

var root = new RootCommand("HotlinkOrleans: the relay that lets SyftBox datasites compute together.")
{
    ServeCommand.Create(),
    WireCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
