using Hotlink.Load.Measuring;

namespace Hotlink.Load.Tunnels;

/// <summary>Something that carries bytes and is measured beside others, round by round.</summary>
internal interface IContender : IAsyncDisposable
{
    /// <summary>What it is, for a person.</summary>
    string Name { get; }

    /// <summary>Whether it is a product of this repository; else it is a limit to compare those with.</summary>
    bool IsOurs { get; }

    /// <summary>Starts what it needs. All are started, in their order, before the first is measured.</summary>
    /// <exception cref="LoadException">That isn't possible; the text says what to do.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Measures one round.</summary>
    /// <exception cref="LoadException">What arrived is not what was sent.</exception>
    Task<RouteFigures> MeasureAsync(TunnelSettings settings, Clock clock, CancellationToken cancellationToken);
}
