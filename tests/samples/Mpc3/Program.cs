using Mpc3.Running;

return await PartyCommand.Create().Parse(args).InvokeAsync();
