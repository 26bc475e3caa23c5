using Hotlink.Devstack.Processes;

namespace Hotlink.Devstack.Stacks;

/// <summary>Finds what nobody looks after any more. Only of this home: other users' and other homes' stacks are none of our business.</summary>
internal static class LeftoverFinder
{
    public static IReadOnlyList<Leftover> Find(StackHome home)
    {
        var stacks = home.List();
        var known = stacks.ToDictionary(stack => stack.RunId);
        var marked = ProcessTable.WithVariable(Marks.Run)
            .Where(process => ProcessTable.VariableOf(process.Pid, Marks.Home) == home.Folder)
            .Select(process => (process.Value, Name: ProcessTable.CommandOf(process.Pid), Identity: ProcessIdentity.Of(process.Pid)))
            .Where(process => process.Identity is { IsAlive: true })
            .ToLookup(process => process.Value, process => (process.Name, process.Identity!));
        return
        [
            .. stacks.Where(stack => !stack.IsLive).Select(stack => new Leftover(stack.RunId, stack, Running(stack, marked[stack.RunId]))),
            .. marked.Where(run => !known.ContainsKey(run.Key)).Select(run => new Leftover(run.Key, null, [.. run])),
        ];
    }

    private static List<(string Name, ProcessIdentity Identity)> Running(StackState stack, IEnumerable<(string Name, ProcessIdentity Identity)> marked)
    {
        var recorded = stack.Processes.Where(process => process.Identity.IsAlive).Select(process => (process.Name, process.Identity)).ToList();
        return [.. recorded, .. marked.Where(process => recorded.All(known => known.Identity != process.Identity))];
    }
}
