using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;

namespace Hotlink.Silo.Orleans;

/// <summary>The storage account that keeps the membership in a table.</summary>
internal static class AzureAccount
{
    private const int ShortestName = 3;
    private const int LongestName = 63;

    private const string Unusable =
        "Cluster:ConnectionString can't be used for azure: it has to be a storage account's connection string, with its key or a shared access signature,"
        + " or its address, https://ACCOUNT.table.core.windows.net, without a query.";

    // A look at the store that takes longer than a few seconds is of no use to anybody: the next one is due.
    private const int RetryCount = 1;
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>The account that the options name, by a connection string or by its address. Nothing is sent yet.</summary>
    /// <exception cref="InvalidOperationException">They name none, or the table or the cluster can't be called what they say. No part of a secret is in the text.</exception>
    public static TableServiceClient Connect(HotlinkClusterOptions options)
    {
        if (!IsTableName(options.TableName))
        {
            throw new InvalidOperationException(
                $"Cluster:TableName can't be the name of a table: it takes {ShortestName} to {LongestName} letters and digits of ASCII, the first one a letter.");
        }

        // The cluster's id is the key that its rows share.
        if (options.ClusterId.Length == 0 || options.ClusterId.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c)))
        {
            throw new InvalidOperationException("Cluster:ClusterId can't be used with azure: it is empty, or has / \\ # ? or a control character in it.");
        }

        try
        {
            return IsAddress(options.ConnectionString)
                ? new(AddressOf(options.ConnectionString), new DefaultAzureCredential(), Settings())
                : new(options.ConnectionString, Settings());
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or IndexOutOfRangeException or InvalidOperationException or NullReferenceException)
        {
            // The library's text may quote what it didn't understand, or say nothing.
            throw new InvalidOperationException(Unusable);
        }
    }

    // Whoever has the token of a node has its rights: it isn't sent in the clear, nor to an address with anything else in it.
    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "https", UserInfo: "", Query: "", Fragment: "" }
            ? address
            : throw new FormatException();

    private static bool IsAddress(string text) =>
        text.StartsWith("https:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http:", StringComparison.OrdinalIgnoreCase);

    private static bool IsTableName(string name) =>
        name.Length is >= ShortestName and <= LongestName && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    private static TableClientOptions Settings() => new()
    {
        Retry =
        {
            Mode = RetryMode.Fixed,
            MaxRetries = RetryCount,
            NetworkTimeout = RequestTimeout,
            Delay = RetryDelay,
        },
    };
}
