using System.Net;
using Hotlink.Devstack.Processes;

namespace Hotlink.Devstack.Stacks;

/// <summary>Waits for processes to be of use; gives up early when they end.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Until the relay says that it serves.</summary>
    public static Task RelayAsync(RunningStack stack, ChildProcess relay, Uri address, CancellationToken cancellationToken) =>
        UntilAsync(stack, relay, () => IsHealthyAsync(new(address, "/healthz"), cancellationToken), $"200 from {address}healthz", cancellationToken);

    /// <summary>Until a daemon says that it is connected, shows its counters, and the relay has the party's rules.</summary>
    public static Task DaemonAsync(RunningStack stack, ChildProcess daemon, PartySpec party, CancellationToken cancellationToken) =>
        UntilAsync(
            stack,
            daemon,
            () => Task.FromResult(HasConnected(daemon.Plan.Log) && File.Exists(stack.Layout.Telemetry(party.Email)) && RuleSync.IsDone(stack.Layout, party)),
            "line 'connected', telemetry file or copy of the rules at the relay",
            cancellationToken);

    public static async Task<bool> IsHealthyAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync(address, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static bool HasConnected(string log)
    {
        using var reader = new StreamReader(new FileStream(log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("connected", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task UntilAsync(
        RunningStack stack, ChildProcess child, Func<Task<bool>> ready, string what, CancellationToken cancellationToken)
    {
        var start = stack.TimeProvider.GetTimestamp();
        while (!await ready())
        {
            if (child.Exit.IsCompleted)
            {
                var end = await stack.EndOfAsync(child);
                throw new DevstackException($"{end.ToText()}, before it was ready. Its last output:\n{end.LastOutput}");
            }

            if (stack.TimeProvider.GetElapsedTime(start) > Patience)
            {
                throw new DevstackException($"{child.Name} is there, but isn't ready after {Patience.TotalSeconds:0} s, for want of a {what}. Its last output:\n{child.LastOutput()}");
            }

            await Task.Delay(Pause, stack.TimeProvider, cancellationToken);
        }
    }
}
