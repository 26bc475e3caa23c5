namespace Hotlink.Devstack.Processes;

/// <summary>Finds programs as a shell does.</summary>
internal static class ProgramPath
{
    /// <summary>The file of a program that is named by a path or is on the PATH; null when there is none.</summary>
    public static string? Find(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return File.Exists(name) ? name : null;
        }

        return name.Length == 0 ? null : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>The first word of a command line, without quotes.</summary>
    public static string FirstWord(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("").Trim('\'', '"');
}
