using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Access.Buckets;

public sealed partial class DatasiteBucket
{
    [LoggerMessage(4110, LogLevel.Information, "{Files} rule files of the bucket {Bucket} are in force, {Problems} problems")]
    private static partial void LogLoaded(ILogger logger, int files, string bucket, int problems);

    [LoggerMessage(4111, LogLevel.Warning, "{Path}: {Problem}; in force: {Effect}")]
    private static partial void LogProblem(ILogger logger, string path, string problem, RuleFileEffect effect);

    [LoggerMessage(4112, LogLevel.Warning, "The bucket {Bucket} can't be read: {Reason}. The last rules stay in force")]
    private static partial void LogLost(ILogger logger, string bucket, string reason);

    [LoggerMessage(4113, LogLevel.Information, "The bucket {Bucket} can be read again")]
    private static partial void LogBack(ILogger logger, string bucket);

    [LoggerMessage(4114, LogLevel.Error, "A file could not be written to the bucket {Bucket}: {Reason}")]
    private static partial void LogWriteFailed(ILogger logger, string bucket, string reason);

    [LoggerMessage(4115, LogLevel.Error, "A look at the bucket {Bucket} failed")]
    private static partial void LogLookFailed(ILogger logger, string bucket, Exception exception);

    [LoggerMessage(4116, LogLevel.Warning, "A rule file that another node wrote can't be read from the bucket {Bucket}: {Reason}")]
    private static partial void LogLookAtFailed(ILogger logger, string bucket, string reason);
}
