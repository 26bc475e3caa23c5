namespace Hotlink.Grains.Access;

/// <summary>How a folder of datasites is followed.</summary>
public sealed class DatasiteFolderOptions
{
    /// <summary>The folder: one directory a datasite, named by the email of its owner.</summary>
    public required string Root { get; init; }

    /// <summary>The time between two looks at what changed lately; default 500 ms. Changes are in force within twice that.</summary>
    public TimeSpan RescanInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Let the operating system tell of changes; default true. Without it there are only the scans.</summary>
    public bool Watch { get; init; } = true;
}
