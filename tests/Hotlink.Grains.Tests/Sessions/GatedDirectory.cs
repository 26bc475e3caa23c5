using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Sessions;
using Hotlink.Silo.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Tests.Sessions;

/// <summary>
/// The grains of one process, with session grains whose calls to other grains, or the answers, can be held back.
/// </summary>
internal sealed class GatedDirectory : IGrainDirectory
{
    private readonly LocalGrainDirectory _inner;
    private readonly LocalGrainTable<ISessionGrain> _sessions;
    private readonly Dictionary<(Type Type, string Key), (Gate Gate, int Skip)> _gates = [];

    public GatedDirectory(IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        _inner = services.GetRequiredService<LocalGrainDirectory>();
        _sessions = new(
            () => ActivatorUtilities.CreateInstance<SessionGrain>(services),
            true,
            this,
            time,
            new(services.GetRequiredService<ILogger<LocalGrainDirectory>>()));
    }

    public int SessionGrains => _sessions.Count;

    /// <summary>Holds back the answer to a call of a grain: the first from now on, or a later one.</summary>
    public Gate HoldAnswer<TGrain>(string key, int skip = 0) => Add<TGrain>(key, new(holdsCall: false), skip);

    /// <summary>Holds back the next call of a grain.</summary>
    public Gate HoldCall<TGrain>(string key) => Add<TGrain>(key, new(holdsCall: true), 0);

    public GrainRef<TGrain> GetGrain<TGrain>(string key)
        where TGrain : class, IHotlinkGrain =>
        typeof(TGrain) == typeof(ISessionGrain)
            ? (GrainRef<TGrain>)(object)new LocalGrainRef<ISessionGrain>(_sessions, key)
            : new GatedRef<TGrain>(_inner.GetGrain<TGrain>(key), this);

    public Gate? TakeGate<TGrain>(string key)
    {
        lock (_gates)
        {
            var name = (typeof(TGrain), key);
            if (!_gates.Remove(name, out var held))
            {
                return null;
            }

            if (held.Skip == 0)
            {
                return held.Gate;
            }

            _gates.Add(name, (held.Gate, held.Skip - 1));
            return null;
        }
    }

    private Gate Add<TGrain>(string key, Gate gate, int skip)
    {
        lock (_gates)
        {
            _gates.Add((typeof(TGrain), key), (gate, skip));
            return gate;
        }
    }
}
