using System.CommandLine;
using Hotlink.Devstack.Commands;

var root = new RootCommand("Runs a relay and several parties on one machine, and says what is wrong before it does.")
{
    DevstackCommand.Create(),
    DoctorCommand.Create(),
};

// Taking a stack down takes longer than the two seconds that the parser would give it.
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = Timeout.InfiniteTimeSpan });
