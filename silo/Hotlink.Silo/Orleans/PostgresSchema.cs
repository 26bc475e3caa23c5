using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Hotlink.Silo.Orleans;

/// <summary>Makes the tables of the membership where the database has none, before the silo looks for them. Safe for many nodes at once.</summary>
internal sealed class PostgresSchema(HotlinkClusterOptions options, TimeProvider time) : IHostedLifecycleService
{
    // A database that starts together with the nodes, or is busy, is waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const string Script = "membership.postgres.sql";
    private const long LockId = 0x686f746c696e6b; // "hotlink": an advisory lock, so that nodes that start together don't get into each other's way.

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!options.CreateSchema)
        {
            return;
        }

        var started = time.GetTimestamp();
        while (!await TryMakeAsync(time.GetElapsedTime(started) < Patience, cancellationToken))
        {
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> TryMakeAsync(bool mayFail, CancellationToken cancellationToken)
    {
        try
        {
            await MakeAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException failure) when (mayFail && failure.IsTransient)
        {
            return false;
        }
        catch (NpgsqlException failure)
        {
            throw new InvalidOperationException($"the membership store can't be used: {failure.Message}", failure);
        }
    }

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(options.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockId})", cancellationToken);
        await ExecuteAsync(connection, ReadScript(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // The script has no values in it.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA2100", Justification = "The text is part of this assembly.")]
    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string ReadScript()
    {
        using var stream = typeof(PostgresSchema).Assembly.GetManifestResourceStream(Script)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
