using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Sessions;

/// <summary>What session grains log.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(3201, LogLevel.Warning, "A connection could not be reached; its part in the session ends.")]
    public static partial void ConnectionCallFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3202, LogLevel.Warning, "What a session held in another grain could not be let go of.")]
    public static partial void LetGoFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3203, LogLevel.Warning, "A peer could not be told that its session is over.")]
    public static partial void FarewellFailed(this ILogger logger, Exception exception);
}
