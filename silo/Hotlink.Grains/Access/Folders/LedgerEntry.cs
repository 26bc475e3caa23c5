namespace Hotlink.Grains.Access.Folders;

/// <summary>What is known of the rule file of one directory.</summary>
internal sealed class LedgerEntry
{
    /// <summary>The content last seen in the store, or put there; null when none was seen or it could not be read.</summary>
    public string? DiskHash { get; set; }

    /// <summary>The content in force; null when that is the private stand-in for a file that could never be used, or nothing.</summary>
    public string? InForceHash { get; set; }

    /// <summary>The directory has rules in force, if only the private stand-in.</summary>
    public bool HasRules { get; set; }

    /// <summary>Why the file on disk is not in force, if it is not, and rules that were left out of the one that is.</summary>
    public IReadOnlyList<RuleFileProblem> Problems { get; set; } = [];

    /// <summary>When the wire last had a say: the ledger's count of such changes after it.</summary>
    public long ChangedAt { get; set; }
}
