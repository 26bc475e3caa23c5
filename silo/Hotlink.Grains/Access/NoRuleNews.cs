namespace Hotlink.Grains.Access;

/// <summary>There are no other nodes.</summary>
internal sealed class NoRuleNews : IRuleNews
{
    public ValueTask TellAsync(string tenant, string path) => ValueTask.CompletedTask;
}
