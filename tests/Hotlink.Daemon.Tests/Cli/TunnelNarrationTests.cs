using Hotlink.Cli.Terminal;
using Hotlink.Daemon.Tunnels;
using Hotlink.Testing.Time;

namespace Hotlink.Daemon.Tests.Cli;

public sealed class TunnelNarrationTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly TestTimeProvider _time = new();

    private int Lines => _output.ToString().Split('\n').Length - 1;

    public void Dispose() => _output.Dispose();

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 100)]
    public void Tell_ConnectionsFailForTheSameReason_OnceUnlessEverythingIsToBeTold(bool isVerbose, int expected)
    {
        var narration = new TunnelNarration(new(_output, isVerbose), isVerbose, _time);

        for (var i = 0; i < 100; i++)
        {
            narration.Tell(new(TunnelEventKind.RunFailed, "dir", "bob@two.example", "the service refuses the connection"));
        }

        Assert.Equal(expected, Lines);
    }

    [Fact]
    public void Tell_AMinuteLaterOrAnotherReason_IsNews()
    {
        var narration = new TunnelNarration(new(_output, false), false, _time);
        narration.Tell(new(TunnelEventKind.RunFailed, "dir", "bob@two.example", "one"));
        narration.Tell(new(TunnelEventKind.RunFailed, "dir", "bob@two.example", "another"));
        _time.Advance(TimeSpan.FromMinutes(1));

        narration.Tell(new(TunnelEventKind.RunFailed, "dir", "bob@two.example", "one"));

        Assert.Equal(3, Lines);
    }
}
