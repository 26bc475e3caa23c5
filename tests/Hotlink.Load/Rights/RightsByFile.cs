using Hotlink.Load.Sessions;
using Hotlink.Load.Settings;

namespace Hotlink.Load.Rights;

/// <summary>Puts the rule files into the server's folder of datasites, which it follows within a second.</summary>
internal sealed class RightsByFile(AccessSettings access, string folder) : IRights
{
    private readonly List<string> _written = [];

    /// <inheritdoc/>
    public async Task GrantAsync(IReadOnlyCollection<Peer> senders, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var sender in senders)
            {
                await WriteAsync(RuleFile.PathOf(access, sender.User), cancellationToken);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LoadException($"The rule files can't be written below {folder}: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public void CleanUp()
    {
        if (!access.CleanUp)
        {
            return;
        }

        foreach (var file in _written)
        {
            File.Delete(file);
            RemoveIfEmpty(Path.GetDirectoryName(file)!);
            RemoveIfEmpty(Path.GetDirectoryName(Path.GetDirectoryName(file))!);
        }
    }

    private async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
        if (File.Exists(file) && !(await File.ReadAllTextAsync(file, cancellationToken)).StartsWith(RuleFile.Mark, StringComparison.Ordinal))
        {
            throw new LoadException($"{file} exists and was not written by this command. Choose another --path or --user-domain.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, RuleFile.Content(access), cancellationToken);
        _written.Add(file);
    }

    private static void RemoveIfEmpty(string directory)
    {
        if (Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
        {
            Directory.Delete(directory);
        }
    }
}
