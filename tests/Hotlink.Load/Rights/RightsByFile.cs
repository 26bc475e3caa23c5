using System.Text;
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
        var (content, old) = (RuleFile.Content(access), File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellationToken) : null);
        if (old is not null && !old.AsSpan().StartsWith(Encoding.UTF8.GetBytes(RuleFile.Mark)))
        {
            throw new LoadException($"{file} exists and was not written by this command. Choose another --path or --user-domain.");
        }

        _written.Add(file);
        if (old is null || !old.AsSpan().SequenceEqual(content))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, content, cancellationToken);
        }
    }

    private static void RemoveIfEmpty(string directory)
    {
        if (Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
        {
            Directory.Delete(directory);
        }
    }
}
