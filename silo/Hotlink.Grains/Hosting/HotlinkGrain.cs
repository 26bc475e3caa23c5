using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Hosting;

/// <summary>What every grain has: its key, the way to other grains, timers that fire in its own turn, and an end when it is idle.</summary>
internal abstract partial class HotlinkGrain
{
    private IGrainHost _host = null!;

    /// <summary>The grain's key.</summary>
    public string Key => _host.Key;

    /// <summary>Whether the grain holds nothing any more: the host lets it go.</summary>
    public abstract bool IsIdle { get; }

    /// <summary>The way to other grains.</summary>
    public IGrainDirectory Grains => _host.Grains;

    /// <summary>The tenant that the grain belongs to.</summary>
    public string Tenant => GrainKeys.TenantOf(Key);

    /// <summary>The last turn, before the host lets go of the grain.</summary>
    public virtual ValueTask OnDeactivateAsync() => ValueTask.CompletedTask;

    /// <summary>A node is gone: what the grain knows of connections there is void. Comes in a turn of the grain.</summary>
    public virtual ValueTask OnNodeLostAsync(string node) => ValueTask.CompletedTask;

    internal void Bind(IGrainHost host) => _host = host;

    /// <summary>Leaves for another node, with what the host takes along, as soon as the calls that run now are through.</summary>
    protected void MoveTo(string node) => _host.MoveTo(node);

    /// <summary>Runs <paramref name="callback"/> once, in a turn of its own, unless the timer is disposed of before.</summary>
    protected IDisposable StartTimer(TimeSpan due, Func<ValueTask> callback) => _host.StartTimer(due, callback);
}
