using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Access;

public sealed partial class DatasiteFolder
{
    [LoggerMessage(AccessEventIds.FolderLoaded, LogLevel.Information, "{Files} rule files in {Directories} directories are in force, {Problems} problems")]
    private static partial void LogLoaded(ILogger logger, int files, int directories, int problems);

    [LoggerMessage(AccessEventIds.RuleFileProblem, LogLevel.Warning, "{Path}: {Problem}; in force: {Effect}")]
    private static partial void LogProblem(ILogger logger, string path, string problem, RuleFileEffect effect);

    [LoggerMessage(AccessEventIds.WatcherFailed, LogLevel.Warning, "Changes of rule files are found by scanning only: {Reason}")]
    private static partial void LogWatcherFailed(ILogger logger, string reason);

    [LoggerMessage(AccessEventIds.ScanFailed, LogLevel.Error, "The folder of datasites could not be scanned")]
    private static partial void LogScanFailed(ILogger logger, Exception exception);
}
