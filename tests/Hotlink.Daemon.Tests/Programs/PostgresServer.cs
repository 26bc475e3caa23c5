using System.Globalization;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Testing.Hosting;

namespace Hotlink.Daemon.Tests.Programs;

/// <summary>A PostgreSQL server of the test's own: a folder that nobody else has, the loopback address, no password.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string ServerAccount = "postgres"; // The server refuses to run as root.
    private static readonly string[] Folders = [.. InstalledVersions()];
    private readonly TemporaryFolder _folder = new();

    private PostgresServer()
    {
    }

    /// <summary>The name of its administrator.</summary>
    public static string User => "hotlink";

    /// <summary>Where it listens.</summary>
    public int Port { get; } = Party.FreePort();

    private string Data => Path.Combine(_folder.Path, "data");

    /// <summary>What is missing on this machine, or null.</summary>
    public static string? Missing() =>
        Array.Find(["initdb", "pg_ctl", "pgbench"], static name => Find(name) is null) is { } name ? $"{name} is not installed (Debian: apt-get install postgresql postgresql-contrib)."
        : Environment.IsPrivilegedProcess && Tool.Find("runuser") is null ? "runuser is not installed, and the server refuses to run as root."
        : Environment.IsPrivilegedProcess && !File.ReadLines("/etc/passwd").Any(static line => line.StartsWith(ServerAccount + ":", StringComparison.Ordinal))
            ? "there is no account 'postgres', and the server refuses to run as root."
        : null;

    /// <summary>Where one of its programs is.</summary>
    public static string? Find(string name) => Tool.Find(name, Folders);

    /// <summary>Makes a server and starts it.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        if (Environment.IsPrivilegedProcess)
        {
            await Tool.RunAsync("chown", "-R", ServerAccount, server._folder.Path);
        }

        await RunAsync("initdb", "-D", server.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--no-sync");
        var settings = string.Create(
            CultureInfo.InvariantCulture, $"-p {server.Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off");
        await RunAsync("pg_ctl", "-D", server.Data, "-w", "-s", "-l", Path.Combine(server._folder.Path, "log"), "-o", settings, "start");
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await RunAsync("pg_ctl", "-D", Data, "-s", "-m", "immediate", "stop");
        _folder.Dispose();
    }

    private static Task<string> RunAsync(string name, params string[] arguments) => Environment.IsPrivilegedProcess
        ? Tool.RunAsync("runuser", ["-u", ServerAccount, "--", Find(name)!, .. arguments])
        : Tool.RunAsync(Find(name)!, arguments);

    // Debian keeps the programs of each version apart, and off the path.
    private static IEnumerable<string> InstalledVersions()
    {
        const string Root = "/usr/lib/postgresql";
        return Directory.Exists(Root) ? Directory.GetDirectories(Root).OrderDescending().Select(static version => Path.Combine(version, "bin")) : [];
    }
}
