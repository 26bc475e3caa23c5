namespace Hotlink.Devstack.Scenarios.Schema;

/// <summary>A file that a party begins with.</summary>
internal sealed record FileSpec(int Party, string Path, string Text);
