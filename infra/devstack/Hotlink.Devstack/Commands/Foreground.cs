using Hotlink.Devstack.Processes;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Commands;

/// <summary>Looks after a stack until it is told to stop: carries rule files to the relay, and says when something ends.</summary>
internal sealed class Foreground(RunningStack stack, Action<string> say)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    public async Task<int> StayAsync(CancellationToken cancellationToken)
    {
        var reported = new HashSet<string>();
        try
        {
            using var timer = new PeriodicTimer(Interval, stack.TimeProvider);
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                foreach (var process in stack.State.Processes.Where(process => stack.Find(process.Name) is { Exit.IsCompleted: true } && reported.Add(process.Name)))
                {
                    ProcessEnd end = await stack.EndOfAsync(stack.Find(process.Name)!);
                    say($"{end.ToText()}. Its last output:\n{end.LastOutput}");
                }
            }
        }
        catch (OperationCanceledException)
        {
            say($"taking {stack.State.RunId} down");
        }

        return reported.Count == 0 ? 0 : 1;
    }
}
