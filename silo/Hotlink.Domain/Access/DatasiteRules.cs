namespace Hotlink.Domain.Access;

/// <summary>All rules of one datasite at one moment. Immutable: a change makes a new one with the next version.</summary>
internal sealed class DatasiteRules(string owner, long version, RuleNode root)
{
    /// <summary>Counts the changes since the relay started; never goes back.</summary>
    public long Version { get; } = version;

    public RuleNode Root { get; } = root;

    public ReaderSet OwnerOnly { get; } = new(false, false, [owner]);
}
