namespace Hotlink.Testing.Npm;

/// <summary>A folder with a package.json, whose packages are installed once.</summary>
public static class NodePackages
{
    private const string Stamp = "node_modules/.package-lock.json";

    /// <summary>Installs what the folder asks for. Why that can't be done here; null where it is done.</summary>
    public static async Task<string?> InstallAsync(string folder)
    {
        foreach (var tool in new[] { "node", "npm" })
        {
            if (await ToolRun.TryAsync(folder, tool, "--version") is not { ExitCode: 0 })
            {
                return $"'{tool}' is not on the PATH.";
            }
        }

        var stamp = new FileInfo(Path.Combine(folder, Stamp));
        if (stamp.Exists && stamp.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json")))
        {
            return null;
        }

        var install = await ToolRun.TryAsync(folder, "npm", "ci", "--ignore-scripts");
        if (install is not { ExitCode: 0 })
        {
            install = await ToolRun.TryAsync(folder, "npm", "install", "--ignore-scripts", "--no-save");
        }

        return install is { ExitCode: 0 } ? null : $"npm can't install the packages in {Path.GetFileName(folder)}: {install?.Output}";
    }
}
