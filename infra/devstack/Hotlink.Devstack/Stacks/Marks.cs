namespace Hotlink.Devstack.Stacks;

/// <summary>Variables in the environment of everything that a stack starts, handed down to what that starts: so nothing is ever lost.</summary>
internal static class Marks
{
    public const string Run = "DEVSTACK_RUN";
    public const string Home = "DEVSTACK_HOME";

    public static Dictionary<string, string> Of(StackState state) => new()
    {
        [Run] = state.RunId,
        [Home] = Path.GetDirectoryName(state.Root)!,
    };
}
