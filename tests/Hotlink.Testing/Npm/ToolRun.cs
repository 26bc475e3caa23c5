using System.ComponentModel;
using System.Diagnostics;

namespace Hotlink.Testing.Npm;

/// <summary>One run of a program, to its end.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What it wrote, to either of its outputs.</param>
public sealed record ToolRun(int ExitCode, string Output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs a program; null where there is none of that name.</summary>
    public static async Task<ToolRun?> TryAsync(string folder, string program, params IEnumerable<string> arguments)
    {
        // npm is a script on Windows, which only its shell starts.
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/c", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        try
        {
            using var process = Process.Start(start)!;
            var outputs = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            try
            {
                await process.WaitForExitAsync().WaitAsync(Limit, TimeProvider.System);
            }
            catch (TimeoutException)
            {
                process.Kill(entireProcessTree: true);
                return new(-1, $"{program} took longer than {Limit.TotalMinutes} minutes. {string.Concat(await outputs)}");
            }

            return new(process.ExitCode, string.Concat(await outputs));
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
