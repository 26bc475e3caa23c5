using Hotlink.Client;
using Hotlink.Daemon.Telemetry;

namespace Hotlink.Daemon;

/// <summary>Hands on what the client tells. Thread-safe.</summary>
internal sealed class DaemonEvents(Action<HotlinkEvent>? next)
{
    /// <summary>There is a new connection to the relay.</summary>
    public event Action? LinkUp;

    /// <summary>What has been counted.</summary>
    public EventCounts Counts { get; } = new();

    /// <summary>Something happened.</summary>
    public void Raise(HotlinkEvent happened)
    {
        Counts.Add(happened);
        if (happened.Kind == HotlinkEventKind.LinkUp)
        {
            LinkUp?.Invoke();
        }

        next?.Invoke(happened);
    }
}
