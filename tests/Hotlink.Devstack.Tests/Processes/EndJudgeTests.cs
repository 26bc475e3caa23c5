using Hotlink.Devstack.Processes;

namespace Hotlink.Devstack.Tests.Processes;

public sealed class EndJudgeTests
{
    public static TheoryData<int, int[], bool, string> Ends() => new()
    {
        { 0, [], false, nameof(EndedBy.Itself) },
        { 3, [], true, nameof(EndedBy.Itself) },
        { 0, [15], false, nameof(EndedBy.Devstack) },
        { 0, [19, 18], false, nameof(EndedBy.Itself) },
        { 137, [9], true, nameof(EndedBy.Devstack) },
        { 137, [15], true, nameof(EndedBy.OutOfMemory) },
        { 137, [], false, nameof(EndedBy.Unknown) },
        { 143, [], true, nameof(EndedBy.Unknown) },
        { 139, [], false, nameof(EndedBy.Crash) },
        { 134, [], false, nameof(EndedBy.Crash) },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Judge_AnEnd_LaysItAtTheRightDoor(int code, int[] sent, bool kernel, string expected) =>
        Assert.Equal(expected, EndJudge.Judge(ProcessExit.FromCode(code, TimeSpan.Zero).Signal, [.. sent.Cast<Signal>()], kernel).ToString());

    [Fact]
    public void ToText_OfASignal_SaysWhichAndHowLong()
    {
        var end = new ProcessEnd("client1", ProcessExit.FromCode(137, TimeSpan.FromSeconds(16.04)), EndedBy.Unknown, "");
        Assert.StartsWith("client1 was ended by SIGKILL (9) after 16.0 s: neither the devstack", end.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ANameWithParenthesesAndBlanks_FindsWhatFollows()
    {
        var entry = ProcessTable.Parse(7, "7 (a) b) T 1 42 42 0 -1 4194560 100 0 0 0 150 50 0 0 20 0 1 0 987654 1000 10")!;
        Assert.Equal(('T', 42, TimeSpan.FromSeconds(2)), (entry.State, entry.Group, entry.ProcessorTime));
        Assert.EndsWith("-987654", entry.Start, StringComparison.Ordinal);
    }

    [Fact]
    public void Kernel_ItsTexts_AreUnderstood()
    {
        Assert.True(KernelKills.Names("[12.3] Out of memory: Killed process 4711 (sequre) total-vm:1kB", 4711));
        Assert.False(KernelKills.Names("Killed process 47110 (x)", 4711));
        Assert.Equal(3, KernelKills.CountIn("low 0\nhigh 0\nmax 5\noom 4\noom_kill 3\n"));
    }
}
