using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Access;
using Microsoft.Extensions.Logging;

namespace Hotlink.Silo.Orleans;

/// <summary>
/// Asks every other silo to look at a rule file, and waits until they have: whoever wrote it may open a session next, and another silo decides.
/// </summary>
internal sealed partial class RuleNews(
    RoleSilos silos, ILocalSiloDetails silo, IGrainFactory grains, TimeProvider time, ILogger<RuleNews> logger) : IRuleNews
{
    /// <summary>How long a silo may take. After that it finds the change as it finds those that nobody tells of.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async ValueTask TellAsync(string tenant, string path)
    {
        await Task.WhenAll(silos.Others(silo.SiloAddress).Select(other => TellAsync(other.ToParsableString(), tenant, path)));
    }

    private async Task TellAsync(string node, string tenant, string path)
    {
        try
        {
            await grains.GetGrain<IRuleNewsGrain>(ConnectionIds.At(node)).LookAtAsync(tenant, path).AsTask().WaitAsync(Patience, time);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogNotTold(logger, node, exception.GetType().Name);
        }
    }

    [LoggerMessage(3501, LogLevel.Warning, "Node {Node} did not confirm changed access rules ({Failure}): it finds them by itself.")]
    private static partial void LogNotTold(ILogger logger, string node, string failure);
}
