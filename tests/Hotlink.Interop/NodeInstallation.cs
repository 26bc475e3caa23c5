namespace Hotlink.Interop;

/// <summary>Node and the packages of the scenarios, installed once into the artifacts folder.</summary>
public sealed class NodeInstallation : IAsyncLifetime
{
    private const string Stamp = "node_modules/.package-lock.json";

    /// <summary>Why the scenarios can't run here; null where they can.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>The folder with the scenarios and their packages.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "node");

    public async ValueTask InitializeAsync()
    {
        Obstacle = await FindObstacleAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<string?> FindObstacleAsync()
    {
        foreach (var tool in new[] { "node", "npm" })
        {
            if (await ToolRun.TryAsync(Folder, tool, "--version") is not { ExitCode: 0 })
            {
                return $"'{tool}' is not on the PATH.";
            }
        }

        var stamp = new FileInfo(Path.Combine(Folder, Stamp));
        if (stamp.Exists && stamp.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            return null;
        }

        var install = await ToolRun.TryAsync(Folder, "npm", "ci", "--ignore-scripts");
        if (install is not { ExitCode: 0 })
        {
            install = await ToolRun.TryAsync(Folder, "npm", "install", "--ignore-scripts", "--no-save");
        }

        return install is { ExitCode: 0 } ? null : $"npm can't install the packages of the scenarios: {install?.Output}";
    }
}
