using Hotlink.Daemon;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Cli.Terminal;

/// <summary>
/// Tells what happens to a tunnel. Scripts wait for the line that says where it listens: that one goes to standard output. Connections that
/// fail for the same reason one after the other are no news, unless everything is to be told. Thread-safe.
/// </summary>
internal sealed class TunnelNarration(Narrator narrator, bool isVerbose, TimeProvider time)
{
    private readonly NewsGate _failures = new();
    private readonly long _start = time.GetTimestamp();

    /// <summary>Something happened.</summary>
    public void Tell(TunnelEvent happened)
    {
        if (happened.Kind == TunnelEventKind.Listening)
        {
            Console.Out.WriteLine($"tunnel to {happened.Peer} listens on {happened.Text}");
        }
        else if (isVerbose || (DaemonText.IsImportant(happened.Kind) && IsNews(happened)))
        {
            narrator.Tell(DaemonText.Of(happened));
        }
    }

    private bool IsNews(TunnelEvent happened) =>
        happened.Kind is not (TunnelEventKind.RunFailed or TunnelEventKind.StreamRefused)
        || _failures.Lets($"{happened.Kind} {happened.Text}", time.GetElapsedTime(_start));
}
