using Hotlink.Testing.Npm;

namespace Hotlink.Interop;

/// <summary>Node and the packages of the scenarios, installed once into the artifacts folder.</summary>
public sealed class NodeInstallation : IAsyncLifetime
{
    /// <summary>Why the scenarios can't run here; null where they can.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>The folder with the scenarios and their packages.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "node");

    public async ValueTask InitializeAsync()
    {
        Obstacle = await NodePackages.InstallAsync(Folder);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
