namespace Hotlink.Grains.Access;

/// <summary>Where the rule files of a tenant are: they are in force as they are there, and what changes is in force soon after. Thread-safe.</summary>
internal interface IRuleSource : IAsyncDisposable
{
    /// <summary>What is not as its owner meant it, now.</summary>
    IReadOnlyList<RuleFileProblem> Problems { get; }

    /// <summary>Reads all rule files and begins to follow them. When the task is done, they are in force.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Puts a rule file into force that came over the wire and was stored.</summary>
    RuleFileInstall Install(string path, ReadOnlySpan<byte> content);

    /// <summary>
    /// Looks at a rule file that another node has written. When the task is done, it is in force as it was when this was called, unless the
    /// store can't be read or something is wrong with the file.
    /// </summary>
    Task LookAtAsync(string path, CancellationToken cancellationToken);
}
