using System.Buffers;

namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>A command line for the shell. A simple one takes the shell's place: then it is the program itself whose end is seen.</summary>
internal static class ShellCommand
{
    private static readonly SearchValues<char> Composed = SearchValues.Create(";&|\n()<>`$");

    public static IReadOnlyList<string> Of(string command)
    {
        var simple = !command.AsSpan().ContainsAny(Composed) && !command.TrimStart().StartsWith("exec ", StringComparison.Ordinal);
        return ["sh", "-c", simple ? $"exec {command.Trim()}" : command];
    }
}
