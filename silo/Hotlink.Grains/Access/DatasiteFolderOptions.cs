namespace Hotlink.Grains.Access;

/// <summary>How a folder of datasites is followed.</summary>
public sealed class DatasiteFolderOptions
{
    /// <summary>The folder: one directory a datasite, named by the email of its owner.</summary>
    public required string Root { get; init; }

    /// <summary>
    /// The shortest time between two looks at the whole folder; default 500 ms. A folder that takes long to look at is looked at less often,
    /// most of all while the operating system tells of changes.
    /// </summary>
    public TimeSpan RescanInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Let the operating system tell of changes; default true. Without it there are only the scans.</summary>
    public bool Watch { get; init; } = true;
}
