using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Access;

public sealed partial class DatasiteFolder
{
    [LoggerMessage(4100, LogLevel.Information, "{Files} rule files in {Directories} directories are in force, {Problems} problems")]
    private static partial void LogLoaded(ILogger logger, int files, int directories, int problems);

    [LoggerMessage(4101, LogLevel.Warning, "{Path}: {Problem}; in force: {Effect}")]
    private static partial void LogProblem(ILogger logger, string path, string problem, RuleFileEffect effect);

    [LoggerMessage(4102, LogLevel.Warning, "Changes of rule files are found by scanning only: {Reason}")]
    private static partial void LogWatcherFailed(ILogger logger, string reason);

    [LoggerMessage(4103, LogLevel.Error, "The folder of datasites could not be scanned")]
    private static partial void LogScanFailed(ILogger logger, Exception exception);
}
