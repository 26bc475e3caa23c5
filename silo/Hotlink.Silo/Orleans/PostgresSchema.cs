using Npgsql;

namespace Hotlink.Silo.Orleans;

/// <summary>Makes the tables of the membership where the database has none, before the silo looks for them. Safe for many nodes at once.</summary>
internal sealed class PostgresSchema(HotlinkClusterOptions options, TimeProvider time) : StorePreparation(options, time)
{
    private const string Script = "membership.postgres.sql";
    private const long LockId = 0x686f746c696e6b; // "hotlink": an advisory lock, so that nodes that start together don't get into each other's way.

    private readonly HotlinkClusterOptions _options = options;

    protected override StoreFailure? Explain(Exception failure) =>
        failure is NpgsqlException database ? new(database.Message, database.IsTransient) : null;

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (!_options.CreateSchema)
        {
            return;
        }

        await using var connection = new NpgsqlConnection(_options.ConnectionString);
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
