using System.CommandLine;

var root = new RootCommand("A three-party computation on replicated secret shares, over plain TCP.");

return await root.Parse(args).InvokeAsync();
