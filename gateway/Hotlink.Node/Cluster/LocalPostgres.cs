using System.Security.Cryptography;

namespace Hotlink.Node.Cluster;

/// <summary>A PostgreSQL server of one's own, for a cluster on one machine: in a folder of its own, at the loopback address, with a password.</summary>
internal sealed class LocalPostgres
{
    private const string User = "hotlink";
    private const string ServerAccount = "postgres";
    private static readonly string[] Folders = [.. InstalledVersions()];

    private LocalPostgres(string folder, int port, string password) => (Folder, Port, Password) = (folder, port, password);

    /// <summary>Whether there is a PostgreSQL to start.</summary>
    public static bool IsInstalled => Tool.Find("initdb", Folders) is not null && Tool.Find("pg_ctl", Folders) is not null;

    /// <summary>Where its files are.</summary>
    public string Folder { get; }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>The password of its user.</summary>
    public string Password { get; }

    /// <summary>How to reach it.</summary>
    public string ConnectionString => ConnectionStringFor(Port, Password);

    /// <summary>How to reach a server that listens at a port.</summary>
    public static string ConnectionStringFor(int port, string password) =>
        $"Host=127.0.0.1;Port={port};Username={User};Password={password};Database=postgres;Timeout=3;Command Timeout=5";

    /// <summary>Makes a server and starts it.</summary>
    public static async Task<LocalPostgres> StartAsync(CancellationToken cancellationToken)
    {
        var postgres = new LocalPostgres(
            Directory.CreateTempSubdirectory("hotlink-postgres-").FullName, FreePorts.Take(1)[0], Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        var passwordFile = Path.Combine(postgres.Folder, "password");
        await File.WriteAllTextAsync(passwordFile, postgres.Password, cancellationToken);
        if (Environment.IsPrivilegedProcess)
        {
            await Tool.RunAsync("chown", ["-R", ServerAccount, postgres.Folder], cancellationToken); // The server refuses to run as root.
        }

        await RunAsync("initdb", ["-D", postgres.Data, "-U", User, "-A", "scram-sha-256", $"--pwfile={passwordFile}", "-E", "UTF8", "--no-sync"], cancellationToken);
        File.Delete(passwordFile);
        var settings = $"-p {postgres.Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=300";
        await RunAsync("pg_ctl", ["-D", postgres.Data, "-w", "-s", "-l", Path.Combine(postgres.Folder, "log"), "-o", settings, "start"], cancellationToken);
        return postgres;
    }

    /// <summary>Stops a server, and removes its files.</summary>
    public static async Task RemoveAsync(string folder, CancellationToken cancellationToken)
    {
        await RunAsync("pg_ctl", ["-D", Path.Combine(folder, "data"), "-s", "-m", "immediate", "stop"], cancellationToken);
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(Folder, "data");

    private static Task<string> RunAsync(string name, string[] arguments, CancellationToken cancellationToken)
    {
        var program = Tool.Find(name, Folders) ?? throw new FileNotFoundException($"There is no {name}: PostgreSQL is not installed.");
        return Environment.IsPrivilegedProcess
            ? Tool.RunAsync("runuser", ["-u", ServerAccount, "--", program, .. arguments], cancellationToken)
            : Tool.RunAsync(program, arguments, cancellationToken);
    }

    // Debian keeps the programs of each version apart, and off the path.
    private static IEnumerable<string> InstalledVersions()
    {
        const string Root = "/usr/lib/postgresql";
        return Directory.Exists(Root) ? Directory.GetDirectories(Root).OrderDescending().Select(version => Path.Combine(version, "bin")) : [];
    }
}
