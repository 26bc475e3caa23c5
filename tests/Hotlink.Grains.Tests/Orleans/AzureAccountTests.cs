using Hotlink.Silo.Orleans;

namespace Hotlink.Grains.Tests.Orleans;

public sealed class AzureAccountTests
{
    private const string Key = "c2VjcmV0";

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=relay;AccountKey={Key};EndpointSuffix=core.windows.net", "https://relay.table.core.windows.net/")]
    [InlineData("TableEndpoint=https://relay.table.core.windows.net;SharedAccessSignature=sv=2019&sig=c2VjcmV0", "https://relay.table.core.windows.net/")]
    [InlineData("https://relay.table.core.windows.net", "https://relay.table.core.windows.net/")]
    [InlineData("HTTPS://relay.table.core.windows.net/", "https://relay.table.core.windows.net/")]
    [InlineData("https://127.0.0.1:10002/relay", "https://127.0.0.1:10002/relay")]
    public void Connect_ToWhatNamesAnAccount_IsThatAccount(string text, string address) =>
        Assert.Equal(new Uri(address), AzureAccount.Connect(Options(text)).Uri);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("=")]
    [InlineData(";;;")]
    [InlineData("AccountName=relay")]
    [InlineData($"AccountKey={Key}")]
    [InlineData("AccountName=relay;AccountKey=secret!;EndpointSuffix=core.windows.net")]
    [InlineData($"TableEndpoint=http://127.0.0.1:1;AccountName=;AccountKey={Key}")]
    [InlineData("TableEndpoint=secret;SharedAccessSignature=secret")]
    [InlineData("Host=127.0.0.1;Username=hotlink;Password=secret;Database=hotlink")]
    [InlineData("http://relay.table.core.windows.net")]
    [InlineData("https://relay.table.core.windows.net/?sv=2019&sig=secret")]
    [InlineData("https://secret@relay.table.core.windows.net")]
    [InlineData("https://relay.table.core.windows.net/#secret")]
    [InlineData("https://")]
    [InlineData("https:secret")]
    [InlineData("https://127.0.0.1:1")]
    public void Connect_ToWhatNamesNone_SaysSoWithoutQuotingIt(string text)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => AzureAccount.Connect(Options(text)));

        Assert.StartsWith("Cluster:ConnectionString can't be used for azure", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("1nodes")]
    [InlineData("hotlink-nodes")]
    [InlineData("nödes")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void Connect_WithANameThatNoTableHas_Refused(string name)
    {
        var options = Options("UseDevelopmentStorage=true");
        options.TableName = name;

        Assert.Contains("Cluster:TableName", Assert.Throws<InvalidOperationException>(() => AzureAccount.Connect(options)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a?")]
    [InlineData("a\u007f")]
    public void Connect_WithAClusterThatNoRowCanBeOf_Refused(string clusterId)
    {
        var options = Options("UseDevelopmentStorage=true");
        options.ClusterId = clusterId;

        Assert.Contains("Cluster:ClusterId", Assert.Throws<InvalidOperationException>(() => AzureAccount.Connect(options)).Message, StringComparison.Ordinal);
    }

    private static HotlinkClusterOptions Options(string connectionString) => new() { ConnectionString = connectionString };
}
