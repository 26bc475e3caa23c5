using System.Diagnostics;
using System.Security.Cryptography;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Cluster.Kit;

/// <summary>Azure's table service as a process on this machine, with nothing in it, and an account with a key of its own.</summary>
internal sealed class AzuriteServer : IAsyncDisposable
{
    private const string Greeting = "listens on ";
    private const string Account = "hotlink";

    // Several processes start beside it.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private readonly Process _process;

    private AzuriteServer(Process process, Uri address) => (_process, Address) = (process, new(address, Account));

    /// <summary>The folder with its package.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "azurite");

    /// <summary>The account's key.</summary>
    public static string Key { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    /// <summary>Where the account is.</summary>
    public Uri Address { get; }

    /// <summary>Where it listens.</summary>
    public int Port => Address.Port;

    /// <summary>How to reach one that listens at a port.</summary>
    public static string ConnectionStringFor(int port) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint=http://127.0.0.1:{port}/{Account}";

    /// <summary>Starts one.</summary>
    /// <param name="identity">A certificate and its key, two PEM files: it speaks TLS then, and takes tokens. None where empty.</param>
    public static async Task<AzuriteServer> StartAsync(params string[] identity)
    {
        var start = new ProcessStartInfo("node", ["server.mjs", .. identity])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{Key}";
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(StartLimit, TimeProvider.System);
        Assert.StartsWith(Greeting, line, StringComparison.Ordinal);
        return new(process, new(line![Greeting.Length..]));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().SoonAsync();
        _process.Dispose();
    }
}
