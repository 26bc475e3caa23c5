using System.Buffers;
using Hotlink.Devstack.Processes;

namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>A command line for the shell. A simple one takes the shell's place: then it is the program itself whose end is seen.</summary>
internal static class ShellCommand
{
    private static readonly SearchValues<char> Composed = SearchValues.Create(";&|\n()<>`$");

    public static IReadOnlyList<string> Of(string command)
    {
        // What isn't a program is the shell's own, such as exit, and can't be put in its place.
        var simple = !command.AsSpan().ContainsAny(Composed) && ProgramPath.Find(ProgramPath.FirstWord(command)) is not null;
        return ["sh", "-c", simple ? $"exec {command.Trim()}" : command];
    }
}
