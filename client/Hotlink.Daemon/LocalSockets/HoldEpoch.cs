using System.Diagnostics.CodeAnalysis;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>
/// A time in which no held frame was given up. Who delivers frames stays in the epoch that it began in: after a gap nothing of it may follow.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing that has to be given back.")]
internal sealed class HoldEpoch
{
    private readonly CancellationTokenSource _over = new();

    /// <summary>Cancelled when it is over.</summary>
    public CancellationToken Token => _over.Token;

    /// <summary>No application came.</summary>
    public void End() => _over.Cancel();
}
