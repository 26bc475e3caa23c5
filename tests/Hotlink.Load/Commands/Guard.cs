using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;

namespace Hotlink.Load.Commands;

/// <summary>Runs what a command does, and says why where it can't.</summary>
internal static class Guard
{
    /// <summary>Runs it.</summary>
    /// <param name="run">What to do: given the line that says how far it is, it gives the exit code.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Func<ProgressLine, Task<int>> run)
    {
        var progress = new ProgressLine(Console.Error, !Console.IsErrorRedirected, new Clock(TimeProvider.System));
        try
        {
            return await run(progress);
        }
        catch (LoadException failure)
        {
            progress.Clear();
            await Console.Error.WriteLineAsync($"hotlink bench: {failure.Message}");
            return ExitCode.Unusable;
        }
        catch (OperationCanceledException)
        {
            progress.Clear();
            await Console.Error.WriteLineAsync("hotlink bench: interrupted before anything was measured.");
            return ExitCode.Unusable;
        }
    }
}
