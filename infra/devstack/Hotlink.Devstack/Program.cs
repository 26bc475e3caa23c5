using System.CommandLine;

var root = new RootCommand("Runs a relay and several parties on one machine, and says what is wrong before it does.");

return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null });
