using Hotlink.Load.Client;
using Hotlink.Load.Commands;

SocketTuning.Apply();
return await BenchCommand.InvokeAsync(args);
