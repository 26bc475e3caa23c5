using System.Collections.Concurrent;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>The real grains of one process, but for sessions: those do what a test says.</summary>
internal sealed class ScriptedGrains(IGrainDirectory real) : IGrainDirectory
{
    private readonly ConcurrentDictionary<string, ScriptedSession> _sessions = new();

    public IGrainDirectory Real => real;

    public ScriptedSession Session(string key) => _sessions.GetOrAdd(key, static _ => new());

    public GrainRef<TGrain> GetGrain<TGrain>(string key)
        where TGrain : class, IHotlinkGrain =>
        typeof(TGrain) == typeof(ISessionGrain) ? new Direct<TGrain>(key, (TGrain)(object)Session(key)) : real.GetGrain<TGrain>(key);

    private sealed class Direct<TGrain>(string key, TGrain grain) : GrainRef<TGrain>
        where TGrain : class, IHotlinkGrain
    {
        public override string Key => key;

        public override ValueTask<TResult> CallAsync<TArgument, TResult>(TArgument argument, Func<TGrain, TArgument, ValueTask<TResult>> method) =>
            method(grain, argument);
    }
}
