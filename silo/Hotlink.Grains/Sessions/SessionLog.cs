using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Sessions;

/// <summary>What session grains log.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(3201, LogLevel.Warning, "A connection could not be reached; its part in the session ends.")]
    public static partial void ConnectionCallFailed(this ILogger logger, Exception exception);
}
