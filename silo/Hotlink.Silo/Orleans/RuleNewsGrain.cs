using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Access;
using Hotlink.Grains.Hosting;

namespace Hotlink.Silo.Orleans;

/// <inheritdoc cref="IRuleNewsGrain"/>
[ConnectionPlacement]
[Reentrant]
internal sealed class RuleNewsGrain(RuleSources sources, INodeIdentity node, TimeProvider time) : Grain, IRuleNewsGrain
{
    public async ValueTask LookAtAsync(string tenant, string path)
    {
        if (ConnectionIds.NodeOf(this.GetPrimaryKeyString()) != node.Name)
        {
            throw new SiloUnavailableException("The silo is gone.");
        }

        using var limit = new CancellationTokenSource(RuleNews.Patience, time);
        await sources.LookAtAsync(tenant, path, limit.Token);
    }
}
