using Hotlink.Devstack.Processes;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Devstack.Tests.Processes;

public sealed class ChildProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SignalSender _signals = new();

    [Fact]
    public async Task Start_ACommand_KeepsBothOutputsAndTheCode()
    {
        using var child = Start("echo out; echo err >&2; exit 3");
        var end = await EndOfAsync(child);
        Assert.Equal((3, EndedBy.Itself, "out\nerr"), (end.Exit.Code, end.By, end.LastOutput));
    }

    [Fact]
    public async Task End_BySomebodyElsesSignal_IsReportedAsUnknown()
    {
        using var child = Start("echo working; kill -9 $$");
        var end = await EndOfAsync(child);
        Assert.Equal((Signal.Kill, EndedBy.Unknown, "working"), (end.Exit.Signal, end.By, end.LastOutput));
    }

    [Fact]
    public async Task End_ByOurSignal_IsReportedAsOurs()
    {
        using var child = Start("exec sleep 100");
        Assert.True(_signals.SendToGroup(child.Identity, Signal.Kill));
        Assert.Equal(EndedBy.Devstack, (await EndOfAsync(child)).By);
    }

    [Fact]
    public async Task SendToGroup_AProcessWithChildren_EndsThemToo()
    {
        using var child = Start("sleep 100 & echo $!; wait");
        await EventWait.UntilAsync(() => child.LastOutput().Length > 0);
        var grandchild = ProcessIdentity.Of(int.Parse(child.LastOutput(), System.Globalization.CultureInfo.InvariantCulture))!;
        _signals.SendToGroup(child.Identity, Signal.Terminate);
        await EventWait.UntilAsync(() => !child.Identity.IsAlive && !grandchild.IsAlive);
    }

    [Fact]
    public async Task Stop_AProcess_IsSeen()
    {
        using var child = Start("exec sleep 100");
        _signals.SendToGroup(child.Identity, Signal.Stop);
        await EventWait.UntilAsync(() => child.Identity.IsStopped);
        _signals.SendToGroup(child.Identity, Signal.Continue);
        await EventWait.UntilAsync(() => !child.Identity.IsStopped);
        _signals.SendToGroup(child.Identity, Signal.Kill);
        await child.Exit.SoonAsync();
    }

    [Fact]
    public async Task Send_ToANumberThatIsSomebodyElsesNow_DoesNothing()
    {
        using var child = Start("exec sleep 100");
        Assert.False(_signals.Send(child.Identity with { Start = "another time" }, Signal.Kill));
        Assert.True(child.Identity.IsAlive);
        _signals.SendToGroup(child.Identity, Signal.Kill);
        await child.Exit.SoonAsync();
    }

    public void Dispose() => _folder.Dispose();

    private ChildProcess Start(string script) => ChildProcess.Start(
        new() { Name = "child", Command = ["sh", "-c", script], Folder = _folder.Path, Log = Path.Combine(_folder.Path, "logs", "child.log") }, TimeProvider.System);

    private Task<ProcessEnd> EndOfAsync(ChildProcess child) => ProcessEnd.OfAsync(child, _signals, new(), TimeProvider.System).SoonAsync();
}
