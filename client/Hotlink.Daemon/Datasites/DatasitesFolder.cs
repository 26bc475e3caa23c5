namespace Hotlink.Daemon.Datasites;

/// <summary>
/// The folder <c>datasites/</c> of one party: its own datasite and its copies of the others'. Whatever a peer names is turned into a place
/// below it, or refused. Immutable, thread-safe.
/// </summary>
public sealed class DatasitesFolder
{
    private readonly string _prefix;

    /// <summary>Names the folder; it need not exist yet.</summary>
    /// <param name="root">Where it is.</param>
    /// <param name="user">Whose it is: an email, made lower case.</param>
    /// <exception cref="ArgumentException">The user is no email.</exception>
    public DatasitesFolder(string root, string user)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        if (!DatasitePath.IsEmail(user))
        {
            throw new ArgumentException("The user is no email.", nameof(user));
        }

        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        User = user.ToLowerInvariant();
        _prefix = Path.EndsInDirectorySeparator(Root) ? Root : Root + Path.DirectorySeparatorChar;
    }

    /// <summary>The folder, absolute, without a separator at its end.</summary>
    public string Root { get; }

    /// <summary>Whose it is: the first segment of one's own paths.</summary>
    public string User { get; }

    /// <summary>The place of a canonical path. What is there, and whether anything is, is for the caller to see.</summary>
    /// <exception cref="DatasitePathException">The path is not canonical, leaves the root, or goes through a link.</exception>
    public string Resolve(string path) =>
        TryResolve(path, out var absolute, out var fault) ? absolute : throw new DatasitePathException(fault);

    /// <inheritdoc cref="Resolve"/>
    /// <returns>Whether there is such a place.</returns>
    public bool TryResolve(string path, out string absolute, out DatasitePathFault fault)
    {
        absolute = "";
        fault = DatasitePath.Check(path);
        if (fault != DatasitePathFault.None)
        {
            return false;
        }

        var full = Path.GetFullPath(_prefix + path.Replace('/', Path.DirectorySeparatorChar));
        fault = !full.StartsWith(_prefix, StringComparison.Ordinal) ? DatasitePathFault.OutsideRoot
            : HasLink(full) ? DatasitePathFault.Link
            : DatasitePathFault.None;
        absolute = fault == DatasitePathFault.None ? full : "";
        return fault == DatasitePathFault.None;
    }

    /// <summary>The canonical path of a place below the root. Links are not looked at.</summary>
    /// <exception cref="DatasitePathException">The place is elsewhere, or has no canonical path.</exception>
    public string PathOf(string absolute) =>
        TryPathOf(absolute, out var path, out var fault) ? path : throw new DatasitePathException(fault);

    /// <inheritdoc cref="PathOf"/>
    /// <returns>Whether it has one.</returns>
    public bool TryPathOf(string absolute, out string path, out DatasitePathFault fault)
    {
        path = "";
        var full = Path.GetFullPath(absolute);
        if (!full.StartsWith(_prefix, StringComparison.Ordinal))
        {
            fault = DatasitePathFault.OutsideRoot;
            return false;
        }

        var relative = full[_prefix.Length..];
        path = Path.DirectorySeparatorChar == '/' ? relative : relative.Replace(Path.DirectorySeparatorChar, '/');
        fault = DatasitePath.Check(path);
        path = fault == DatasitePathFault.None ? path : "";
        return fault == DatasitePathFault.None;
    }

    // Any link below the root is refused, wherever it leads: what it leads to can change between the look and the use.
    private bool HasLink(string full)
    {
        for (var end = _prefix.Length; end < full.Length; end++)
        {
            end = full.IndexOf(Path.DirectorySeparatorChar, end) is >= 0 and var next ? next : full.Length;
            FileSystemInfo part = Directory.Exists(full[..end]) ? new DirectoryInfo(full[..end]) : new FileInfo(full[..end]);
            if (part.LinkTarget is not null)
            {
                return true;
            }

            if (!part.Exists)
            {
                return false; // Nothing there, so nothing below it.
            }
        }

        return false;
    }
}
