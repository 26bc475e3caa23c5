using Hotlink.Cli.Settings;
using Hotlink.Client;

namespace Hotlink.Cli.Terminal;

/// <summary>Says once, on standard output, that the daemon is connected: for people, and for whoever waits for it.</summary>
internal sealed class Greeting(TextWriter output, RelaySettings settings)
{
    private int _wasSaid;

    /// <summary>Something happened.</summary>
    public void Hear(HotlinkEvent happened)
    {
        if (happened.Kind == HotlinkEventKind.LinkUp && Interlocked.Exchange(ref _wasSaid, 1) == 0)
        {
            output.WriteLine($"connected to {settings.Server} as {settings.User}");
            output.Flush();
        }
    }
}
