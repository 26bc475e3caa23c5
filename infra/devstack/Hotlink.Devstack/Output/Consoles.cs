using Spectre.Console;

namespace Hotlink.Devstack.Output;

/// <summary>The console that tables go to.</summary>
internal static class Consoles
{
    private const int WidthOfFiles = 160;

    /// <summary>Wide enough for tables where nobody's window sets the limit, and without colours there.</summary>
    public static IAnsiConsole For(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }

    public static IAnsiConsole Standard() => For(Console.Out, Console.IsOutputRedirected);
}
