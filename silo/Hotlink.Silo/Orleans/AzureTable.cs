using Azure.Data.Tables;

namespace Hotlink.Silo.Orleans;

/// <summary>Makes the table of the membership where the storage account has none, before the silo looks for it. Safe for many nodes at once.</summary>
internal sealed class AzureTable(TableServiceClient client, HotlinkClusterOptions options, TimeProvider time) : StorePreparation(options, time)
{
    private readonly string _name = options.TableName;

    protected override Task PrepareAsync(CancellationToken cancellationToken) => client.CreateTableIfNotExistsAsync(_name, cancellationToken);

    protected override StoreFailure? Explain(Exception failure) => AzureFailures.Explain(failure);
}
