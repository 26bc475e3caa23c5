using Hotlink.Load.Sessions;

namespace Hotlink.Load.Workloads;

/// <summary>How many messages may be on their way.</summary>
/// <param name="Window">How many for each session; <see cref="WindowOutflow.NoWindow"/> floods.</param>
/// <param name="Credit">How the sender learns what arrived.</param>
internal sealed record FlowSettings(long Window, CreditKind Credit)
{
    private const int AcknowledgementsPerWindow = 4;

    /// <summary>Whether as much is sent as the sockets take.</summary>
    public bool IsFlood => Window >= WindowOutflow.NoWindow;

    /// <summary>After how many messages a reader acknowledges.</summary>
    public long AcknowledgeEvery => IsFlood ? long.MaxValue : Math.Max(Window / AcknowledgementsPerWindow, 1);

    /// <inheritdoc/>
    public override string ToString() => IsFlood
        ? "flood"
        : FormattableString.Invariant($"window {Window} ({(Credit == CreditKind.Signal ? "credit by signals" : "credit inside the load generator")})");
}
