using System.CommandLine;
using Hotlink.Node.Serve;

var root = new RootCommand("HotlinkOrleans: the relay that lets SyftBox datasites compute together.")
{
    ServeCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
