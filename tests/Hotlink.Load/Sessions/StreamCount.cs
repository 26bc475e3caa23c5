using Hotlink.Load.Measuring;

namespace Hotlink.Load.Sessions;

/// <summary>Counts what became of the messages of a stream.</summary>
internal static class StreamCount
{
    /// <summary>What became of them.</summary>
    public static Integrity Of(StreamSession stream)
    {
        var sum = default(Integrity);
        for (var reader = 0; reader < stream.Inflows.Count; reader++)
        {
            var inflow = stream.Inflows[reader];
            var promised = stream.Outflow.Promised;
            var missing = Math.Max(promised - inflow.Sequence.Distinct - inflow.Corrupt, 0);
            var isTold = stream.ClosedBecause is not null || !stream.Plan.Sender.IsConnected || !stream.Plan.Readers[reader].IsConnected;
            sum += new Integrity(
                promised, inflow.Received, isTold ? 0 : missing, isTold ? missing : 0, inflow.Sequence.Duplicates, inflow.Sequence.OutOfOrder,
                inflow.Corrupt);
        }

        return sum;
    }

    /// <summary>Whether there is nothing left to wait for.</summary>
    public static bool IsComplete(StreamSession stream) => Of(stream).Lost == 0;
}
