using System.CommandLine;
using Hotlink.Devstack.Output;
using Hotlink.Devstack.Stacks;
using Hotlink.Devstack.Watching;
using Spectre.Console;

namespace Hotlink.Devstack.Commands;

/// <summary><c>devstack status</c>.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly Argument<string?> Which = new("run") { Description = "The beginning of its run id. Default: the only one.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Once = new("--once") { Description = "Print one look instead of a live table." };

    public static Command Create()
    {
        var command = new Command("status", "Show parties and channels, live.") { Which, Once, CommonOptions.Home };
        command.SetAction((result, token) => CommonOptions.GuardAsync(() => RunAsync(
            CommonOptions.HomeOf(result), result.GetValue(Which), result.GetValue(Once) || Console.IsOutputRedirected, token)));
        return command;
    }

    private static async Task<int> RunAsync(StackHome home, string? which, bool once, CancellationToken cancellationToken)
    {
        var state = home.Find(which);
        var watcher = new StackWatcher(TimeProvider.System);
        var console = Consoles.Standard();
        if (once)
        {
            console.Write(View(state, watcher));
            return state.IsLive ? 0 : 1;
        }

        await console.Live(View(state, watcher)).StartAsync(async live =>
        {
            using var timer = new PeriodicTimer(Interval, TimeProvider.System);
            while (StackState.TryLoad(state.Layout) is { } current && await TickAsync(timer, cancellationToken))
            {
                live.UpdateTarget(View(current, watcher));
            }
        });
        return 0;
    }

    private static Rows View(StackState state, StackWatcher watcher)
    {
        var sample = watcher.Take(state);
        return new(Tables.Parties(state, sample), Tables.Channels(state, sample));
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
