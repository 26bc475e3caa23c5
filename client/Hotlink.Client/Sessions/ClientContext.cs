using Hotlink.Client.Connection;
using Hotlink.Client.Diagnostics;
using Hotlink.Client.Streams;
using Hotlink.Client.Timing;

namespace Hotlink.Client.Sessions;

/// <summary>What the parts of one client share.</summary>
internal sealed class ClientContext
{
    private RelayLink? _link;

    /// <summary>Takes its limits from the options.</summary>
    public ClientContext(HotlinkClientOptions options, string user)
    {
        (Options, User) = (options, user);
        Scheduler = new(
            options.TimeProvider, failed => Raise(new(HotlinkEventKind.Refused, Reason: HotlinkReason.Other, Text: $"a fault: {failed}")));
        Backoff = new(options.ReconnectDelay, options.ReconnectMaxDelay);
        Limits = new()
        {
            WindowBytes = options.WindowBytes,
            ChunkBytes = options.ChunkBytes,
            AcceptTimeout = options.AcceptTimeout,
            GreetingTimeout = options.GreetingTimeout,
            ResumeWindow = options.ResumeWindow,
            GapTimeout = options.GapTimeout,
        };
    }

    /// <summary>What the client was made with.</summary>
    public HotlinkClientOptions Options { get; }

    /// <summary>One's own email.</summary>
    public string User { get; }

    /// <summary>The clock, and who waits for it.</summary>
    public Scheduler Scheduler { get; }

    /// <summary>How long to wait between attempts.</summary>
    public Backoff Backoff { get; }

    /// <summary>The limits of streams.</summary>
    public StreamLimits Limits { get; }

    /// <summary>What was moved in all.</summary>
    public ClientTotals Totals { get; } = new();

    /// <summary>The sessions by id.</summary>
    public SessionTable Sessions { get; } = new();

    /// <summary>The connection to the relay; null while there is none.</summary>
    public RelayLink? Link
    {
        get => Volatile.Read(ref _link);
        set => Volatile.Write(ref _link, value);
    }

    /// <summary>Whether the client is being disposed of.</summary>
    public bool IsClosing { get; set; }

    /// <summary>Tells whoever listens. An observer that throws is its own problem, never that of the stream.</summary>
    public void Raise(HotlinkEvent happened)
    {
        try
        {
            Options.OnEvent?.Invoke(happened);
        }
        catch (Exception)
        {
            // Nothing to do about it here.
        }
    }
}
