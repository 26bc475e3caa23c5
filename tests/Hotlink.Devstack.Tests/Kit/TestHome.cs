using Hotlink.Devstack.Processes;
using Hotlink.Devstack.Stacks;
using Hotlink.Testing.Hosting;

namespace Hotlink.Devstack.Tests.Kit;

/// <summary>A home for stacks that goes with the test, and takes along whatever a failed test left running.</summary>
internal sealed class TestHome : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StackHome Home => new(_folder.Path);

    public string Path => _folder.Path;

    public static ToolPaths Tools => ToolPaths.Find(AppContext.BaseDirectory);

    /// <summary>The processes that any stack of this home has running.</summary>
    public IReadOnlyList<int> Running() =>
        [.. ProcessTable.WithVariable(Marks.Home).Where(process => process.Value == _folder.Path && ProcessIdentity.Of(process.Pid) is { IsAlive: true }).Select(process => process.Pid)];

    public async ValueTask DisposeAsync()
    {
        var stopper = new StackStopper(new SignalSender(), TimeProvider.System);
        await stopper.EndAsync([.. Running().Select(ProcessIdentity.Of).OfType<ProcessIdentity>().Select(identity => ("leftover", identity))]);
        _folder.Dispose();
    }
}
