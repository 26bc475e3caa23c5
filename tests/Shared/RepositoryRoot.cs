namespace Hotlink.Tests.Shared;

/// <summary>
/// The folder that the solution lies in, found from where the tests run: a deterministic build replaces the paths of sources, so these can't lead there.
/// Compiled into each test project that reads files of the repository.
/// </summary>
internal static class RepositoryRoot
{
    public static string Folder { get; } = Find();

    /// <summary>A path below the root.</summary>
    public static string At(params ReadOnlySpan<string> parts) => Path.Combine([Folder, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HotlinkOrleans.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests holds HotlinkOrleans.sln.");
    }
}
