namespace Hotlink.Grains.Access;

/// <summary>Tells the other nodes of rule files that this one has written. Thread-safe.</summary>
public interface IRuleNews
{
    /// <summary>
    /// Tells them to look at a rule file. Never throws: it is done when those that answer within a second have it in force, and the others
    /// find it by following the store.
    /// </summary>
    ValueTask TellAsync(string tenant, string path);
}
