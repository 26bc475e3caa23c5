using Hotlink.Grains.Abstractions.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hotlink.Silo.Orleans;

/// <summary>
/// Reads the membership store every so often. A node that can't, while others can, would not learn that it was declared dead, and would go
/// on with sessions that the others believe lost: it stops serving instead, and ends.
/// </summary>
internal sealed partial class StoreWatch(
    IMembershipTable store, RoleSilos silos, ILocalSiloDetails silo, IGrainFactory grains,
    IHostApplicationLifetime lifetime, HotlinkClusterOptions options, ILogger<StoreWatch> logger) : BackgroundService
{
    private const int CutOffExitCode = 3;

    // The peers are told within a few seconds. The silo would go on trying to tell the store.
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(10);
    private readonly TimeProvider _time = TimeProvider.System;
    private long _reachedAt;
    private ITimer? _end;

    /// <summary>Whether the last look succeeded, and is not long ago.</summary>
    public bool ReachesStore => _time.GetElapsedTime(Volatile.Read(ref _reachedAt)) < Interval * 3;

    private TimeSpan Interval => options.StoreTimeout / 5;

    public override void Dispose()
    {
        _end?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.StoreTimeout <= TimeSpan.Zero)
        {
            return;
        }

        Volatile.Write(ref _reachedAt, _time.GetTimestamp());
        using var timer = new PeriodicTimer(Interval, _time);
        await using var stop = stoppingToken.Register(timer.Dispose); // The end of the loop, not an exception.
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            await LookAsync();
        }
    }

    private async Task LookAsync()
    {
        try
        {
            await store.ReadAll().WaitAsync(Interval, _time);
            Volatile.Write(ref _reachedAt, _time.GetTimestamp());
        }
        catch (Exception exception)
        {
            LogNotReached(logger, AzureFailures.Explain(exception)?.Reason ?? exception.Message);
            if (_time.GetElapsedTime(Volatile.Read(ref _reachedAt)) > options.StoreTimeout && await IsCutOffAsync())
            {
                LogCutOff(logger, options.StoreTimeout);
                Environment.ExitCode = CutOffExitCode;
                _end ??= _time.CreateTimer(static _ => Environment.Exit(CutOffExitCode), null, EndTimeout, Timeout.InfiniteTimeSpan);
                lifetime.StopApplication();
            }
        }
    }

    private async Task<bool> IsCutOffAsync()
    {
        var others = silos.Others(silo.SiloAddress).Select(AskAsync).ToArray();
        var answers = await Task.WhenAll(others);
        return StoreVerdict.IsCutOff(others.Length, answers.Count(answer => answer is not null), answers.Count(answer => answer == true));
    }

    // Null where the silo doesn't answer.
    private async Task<bool?> AskAsync(SiloAddress other)
    {
        try
        {
            var grain = grains.GetGrain<IStoreGrain>(ConnectionIds.At(other.ToParsableString()));
            return await grain.ReachesStoreAsync().AsTask().WaitAsync(Interval, _time);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    [LoggerMessage(3401, LogLevel.Warning, "The membership store can't be reached: {Reason}")]
    private static partial void LogNotReached(ILogger logger, string reason);

    [LoggerMessage(3402, LogLevel.Critical, "The membership store can't be reached for {Timeout}, while other nodes reach it: this node stops serving.")]
    private static partial void LogCutOff(ILogger logger, TimeSpan timeout);
}
