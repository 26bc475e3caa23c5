using Hotlink.Testing.Npm;

namespace Hotlink.Interop.Buckets;

/// <summary>A server that speaks S3, installed once into the artifacts folder, and the keys that it takes.</summary>
public sealed class BucketInstallation : IAsyncLifetime
{
    /// <summary>The folder with the server.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "bucket");

    // For all classes of tests that use it: they run side by side.
    private static readonly Lazy<Task<string?>> Installation = new(() => NodePackages.InstallAsync(Folder));

    /// <summary>Why there is no such server here; null where there is.</summary>
    public string? Obstacle { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "S3RVER");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "S3RVER");
        Obstacle = await Installation.Value;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
