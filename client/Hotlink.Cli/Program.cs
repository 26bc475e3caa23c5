using System.CommandLine;

var root = new RootCommand("The client of a hotlink relay: the daemon of one datasite, and streams from the command line.");

return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null });
