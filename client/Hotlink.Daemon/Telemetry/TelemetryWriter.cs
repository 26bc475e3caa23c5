using Hotlink.Daemon.Datasites;

namespace Hotlink.Daemon.Telemetry;

/// <summary>Writes the telemetry file every second, and once more at the end.</summary>
internal sealed class TelemetryWriter(TelemetrySource source, TelemetryFile file, TimeProvider time, Action<string> report)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private string _lastFailure = "";

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            do
            {
                Write();
            }
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            Write();
        }
    }

    // A full disk must not end a computation. It is said once, and again when it is another failure.
    private void Write()
    {
        try
        {
            file.Write(source.Read());
            _lastFailure = "";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DatasitePathException)
        {
            if (failure.Message != _lastFailure)
            {
                _lastFailure = failure.Message;
                report($"the telemetry can't be written: {failure.Message}");
            }
        }
    }
}
