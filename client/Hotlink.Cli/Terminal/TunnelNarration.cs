using Hotlink.Daemon;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Cli.Terminal;

/// <summary>Tells what happens to a tunnel. Scripts wait for the line that says where it listens: that one goes to standard output.</summary>
internal static class TunnelNarration
{
    /// <summary>What hears of it.</summary>
    /// <param name="narrator">Everything else goes there.</param>
    /// <param name="isVerbose">Whether to tell everything.</param>
    public static Action<TunnelEvent> Of(Narrator narrator, bool isVerbose) => happened =>
    {
        if (happened.Kind == TunnelEventKind.Listening)
        {
            Console.Out.WriteLine($"tunnel to {happened.Peer} listens on {happened.Text}");
        }
        else if (isVerbose || DaemonText.IsImportant(happened.Kind))
        {
            narrator.Tell(DaemonText.Of(happened));
        }
    };
}
