using System.Runtime.CompilerServices;

namespace Hotlink.Testing.Waiting;

/// <summary>Waits for what has no event of its own. A test that runs out of patience fails, and says what it saw last.</summary>
public static class EventWait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>How long a test waits for what should come at once. Long, because a busy machine is no defect.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Completes when <paramref name="condition"/> holds.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="seen">The state, for the failure's text.</param>
    /// <param name="within">How long; <see cref="Patience"/> where unset.</param>
    /// <param name="expected">The condition's text.</param>
    /// <param name="phase">The test.</param>
    /// <exception cref="TimeoutException">It didn't come to hold in time.</exception>
    public static async Task UntilAsync(
        Func<bool> condition,
        Func<string>? seen = null,
        TimeSpan? within = null,
        [CallerArgumentExpression(nameof(condition))] string expected = "",
        [CallerMemberName] string phase = "")
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        var limit = within ?? Patience;
        while (!condition())
        {
            if (time.GetElapsedTime(start) > limit)
            {
                throw new TimeoutException($"{phase}: waited {limit.TotalSeconds:0.#} s for {expected}; seen: {seen?.Invoke() ?? "nothing of it"}");
            }

            await Task.Delay(Pause, time);
        }
    }

    /// <summary>Awaits a task that should complete soon.</summary>
    /// <exception cref="TimeoutException">It didn't complete in time.</exception>
    public static async Task<T> SoonAsync<T>(
        this Task<T> task,
        Func<string>? seen = null,
        [CallerArgumentExpression(nameof(task))] string expected = "",
        [CallerMemberName] string phase = "")
    {
        await SoonAsync((Task)task, seen, expected, phase);
        return await task;
    }

    /// <inheritdoc cref="SoonAsync{T}"/>
    public static async Task SoonAsync(
        this Task task,
        Func<string>? seen = null,
        [CallerArgumentExpression(nameof(task))] string expected = "",
        [CallerMemberName] string phase = "")
    {
        try
        {
            await task.WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException) when (!task.IsFaulted)
        {
            throw new TimeoutException($"{phase}: waited {Patience.TotalSeconds:0.#} s for {expected}; seen: {seen?.Invoke() ?? "nothing of it"}");
        }
    }
}
