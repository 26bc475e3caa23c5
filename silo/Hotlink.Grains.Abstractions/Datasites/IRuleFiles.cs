namespace Hotlink.Grains.Abstractions.Datasites;

/// <summary>Access rule files that come over the wire. Thread-safe.</summary>
public interface IRuleFiles
{
    /// <summary>Whether the content is a rule file that can be put in force.</summary>
    /// <param name="path">The file's path, canonical.</param>
    /// <param name="content">The file.</param>
    bool IsValid(string path, ReadOnlyMemory<byte> content);

    /// <summary>
    /// Puts a rule file in force that is in the store already. When the task is done, it is in force on every node that answers within a
    /// second; the others find it by themselves.
    /// </summary>
    /// <returns>Whether it is in force.</returns>
    ValueTask<bool> InstallAsync(string tenant, string path, ReadOnlyMemory<byte> content);
}
