using Microsoft.Extensions.Logging;

namespace Hotlink.Silo.Local;

/// <summary>Observes turns that no caller awaits: timers, and the last turn of a grain.</summary>
internal sealed partial class TurnFailures(ILogger<LocalGrainDirectory> logger)
{
    /// <summary>Logs the turn's failure, if it comes to one.</summary>
    public async void Watch(ValueTask turn)
    {
        try
        {
            await turn;
        }
        catch (Exception exception)
        {
            TurnFailed(logger, exception);
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "A grain's own turn failed.")]
    private static partial void TurnFailed(ILogger logger, Exception exception);
}
