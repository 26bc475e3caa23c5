using Hotlink.Testing.Hosting;

namespace Hotlink.Daemon.Tests.Programs;

/// <summary>A program of this machine.</summary>
internal sealed class Tool : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _program;
    private readonly RunningProcess _process;

    private Tool(string program, IEnumerable<string> arguments) => (_program, _process) = (program, RunningProcess.Start(program, arguments));

    /// <summary>What it wrote.</summary>
    public string Text => _process.Output;

    /// <summary>Where a program is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folders">Where to look beside the path.</param>
    public static string? Find(string name, params IEnumerable<string> folders) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(folders)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Starts a program.</summary>
    public static Tool Start(string program, params IEnumerable<string> arguments) => new(program, arguments);

    /// <summary>Runs a program, which has to end with 0.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        await using var tool = Start(program, arguments);
        return await tool.EndAsync();
    }

    /// <summary>Its end, which has to be 0.</summary>
    /// <returns>What it wrote.</returns>
    public async Task<string> EndAsync()
    {
        try
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{_program} did not end within {Patience.TotalSeconds} s: {Text}");
        }

        Assert.True(_process.ExitCode == 0, $"{_program} ended with {_process.ExitCode}: {Text}");
        return Text;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
