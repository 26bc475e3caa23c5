using System.CommandLine;
using Hotlink.Load.Echo;

namespace Hotlink.Load.Commands;

/// <summary><c>bench echo</c>: a bare WebSocket echo, for <c>bench tunnel</c> to compare with. Not shown: nobody else needs it.</summary>
internal static class EchoCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("echo", "A bare WebSocket echo.") { Hidden = true };
        command.SetAction(async (_, cancellationToken) =>
        {
            await EchoServer.RunAsync(Console.Out, cancellationToken);
            return ExitCode.Sound;
        });
        return command;
    }
}
