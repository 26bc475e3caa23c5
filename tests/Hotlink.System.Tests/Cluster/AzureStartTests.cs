using Hotlink.Node.Cluster;
using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Cluster;

/// <summary>Nodes that start while their table can't be had, or that it has to know first.</summary>
public sealed class AzureStartTests(SharedAzurite azurite) : ClusterTest(azurite)
{
    private const string Failure = "The relay can't start: the membership store can't be used: ";

    [Fact]
    public async Task Store_ThatComesLater_IsWaitedFor()
    {
        var store = new TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (tries, triedAgain) = (0, new TaskCompletionSource());
        await using var network = new TcpForwarder(() =>
        {
            if (Interlocked.Increment(ref tries) > 5)
            {
                triedAgain.TrySetResult();
            }

            return store.Task.IsCompleted ? store.Task : Task.FromResult<int?>(null);
        });
        var node = await LaunchAsync(await StoreThroughAsync(network));
        await triedAgain.Task.WaitAsync(StartLimit, Cancellation);

        store.SetResult(await StorePortAsync());

        var address = await node.Process.AddressAsync(StartLimit);
        Assert.Equal("127.0.0.1", address.Host);
    }

    [Fact]
    public async Task Store_ThatNeverComes_IsNamedInOneLine()
    {
        var port = FreePorts.Take(1)[0];

        var node = await LaunchAsync(AzuriteServer.ConnectionStringFor(port), ("Cluster:StoreStartTimeout", "00:00:01"));

        Assert.Equal(1, await node.Process.ExitCodeAsync(StartLimit));
        Assert.Equal($"{Failure}Connection refused (127.0.0.1:{port})", LastLine(node));
        Assert.DoesNotContain("   at ", node.Process.Output, StringComparison.Ordinal);
    }

    // Waiting would not make it right.
    [Fact]
    public async Task Key_OfAnotherAccount_IsRefusedAtOnceAndNotShown()
    {
        const string Wrong = "bm90IHRoZSBrZXk=";
        var connection = AzuriteServer.ConnectionStringFor(await StorePortAsync()).Replace(AzuriteServer.Key, Wrong, StringComparison.Ordinal);

        var node = await LaunchAsync(connection, ("Cluster:StoreStartTimeout", "01:00:00"));

        Assert.Equal(1, await node.Process.ExitCodeAsync(StartLimit));
        Assert.Equal($"{Failure}403 Forbidden", LastLine(node));
        Assert.DoesNotContain(Wrong, node.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_WithTheIdentityOfTheMachine_NodesMeet()
    {
        var (certificate, key) = await SelfSigned.WriteAsync(Folder, Cancellation);
        await using var server = await AzuriteServer.StartAsync(certificate, key);
        await using var identity = await ManagedIdentity.StartAsync();
        Environment.AddRange(identity.Environment);
        Environment.Add(("SSL_CERT_FILE", certificate));

        var nodes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => StartOneAsync(server.Address.ToString())));

        var alice = await nodes[0].ConnectAsync(Alice);
        var bob = await nodes[1].ConnectAsync(Bob);
        await alice.LinkAsync(Paths.Tcp(Alice), bob);
        Assert.True(identity.TokenCount >= nodes.Length);
        Assert.DoesNotContain(nodes, node => node.Process.Output.Contains(ManagedIdentity.Secret, StringComparison.Ordinal));
    }

    private static string LastLine(ClusterNode node) => node.Process.Output.TrimEnd().Split(global::System.Environment.NewLine)[^1];
}
