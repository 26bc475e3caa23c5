namespace Hotlink.Grains.Abstractions.Datasites;

/// <summary>Access rule files that come over the wire. Thread-safe.</summary>
public interface IRuleFiles
{
    /// <summary>Whether the content is a rule file that can be put in force.</summary>
    /// <param name="path">The file's path, canonical.</param>
    /// <param name="content">The file.</param>
    bool IsValid(string path, ReadOnlyMemory<byte> content);

    /// <summary>Puts a rule file in force, at once.</summary>
    /// <returns>Whether it is.</returns>
    bool Install(string tenant, string path, ReadOnlyMemory<byte> content);
}
