namespace Hotlink.Load.Nodes;

/// <summary>A folder of datasites for the length of a measurement.</summary>
internal sealed class DatasitesFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hotlink-bench-");

    /// <summary>Where it is.</summary>
    public string Path => _folder.FullName;

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
