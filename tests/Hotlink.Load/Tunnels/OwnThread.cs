namespace Hotlink.Load.Tunnels;

/// <summary>Blocking work on a thread of its own, away from the pool.</summary>
internal static class OwnThread
{
    /// <summary>Runs it.</summary>
    public static Task<T> RunAsync<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
