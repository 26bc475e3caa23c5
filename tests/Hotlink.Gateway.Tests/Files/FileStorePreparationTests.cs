using Hotlink.Gateway.Files;
using Hotlink.Gateway.Tenancy;
using Hotlink.Gateway.Tests.Authentication;
using Hotlink.Gateway.Tests.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hotlink.Gateway.Tests.Files;

public sealed class FileStorePreparationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Prepare_LeftoversOfACrash_GoAndEverythingElseStays()
    {
        using var folder = new StoreFolder();
        Directory.CreateDirectory(folder.At("a@b.co/deep"));
        string[] leftovers = [TemporaryFile.NewName(), $"a@b.co/{TemporaryFile.NewName()}", $"a@b.co/deep/{TemporaryFile.NewName()}"];
        string[] others = ["a@b.co/deep/x.tmp", "a@b.co/.hotlink-notes", "a@b.co/syft.pub.yaml"];
        foreach (var path in leftovers.Concat(others))
        {
            File.WriteAllText(folder.At(path), "x");
            File.SetLastWriteTimeUtc(folder.At(path), FixedClock.Start.UtcDateTime.AddMinutes(-11));
        }

        folder.Store.Prepare(FixedClock.Start, Token);
        Assert.Equal(["a@b.co", "a@b.co/.hotlink-notes", "a@b.co/deep", "a@b.co/deep/x.tmp", "a@b.co/syft.pub.yaml"], folder.Everything());
        Assert.Contains("1301 Removed 3 temporary files", folder.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_TemporaryFileOfAnotherNodeAtWork_Stays()
    {
        using var folder = new StoreFolder();
        var path = folder.At(TemporaryFile.NewName());
        File.WriteAllText(path, "x");
        File.SetLastWriteTimeUtc(path, FixedClock.Start.UtcDateTime.AddMinutes(-9));
        folder.Store.Prepare(FixedClock.Start, Token);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Start_FolderThatIsNotThere_IsMadeForEachTenant()
    {
        using var folder = new StoreFolder();
        await using var services = Edge.Services(
            $"{Edge.TwoTenants}|Tenants:0:Datasites={folder.At("new/acme")}|Tenants:1:Datasites={folder.At("new/zeta")}");
        await services.GetServices<IHostedService>().OfType<FileStorePreparation>().Single().StartAsync(Token);
        Assert.Equal(["new", "new/acme", "new/zeta"], folder.Everything());
    }

    [Fact]
    public async Task Write_OfOneTenant_StaysInItsFolder()
    {
        using var folder = new StoreFolder();
        await using var services = Edge.Services($"{Edge.TwoTenants}|Tenants:0:Datasites={folder.At("acme")}");
        var tenants = services.GetRequiredService<TenantResolver>().All;
        var stores = services.GetRequiredService<FileStores>();
        Assert.True((await stores.WriteAsync(tenants[0], "a@b.co/x", "hello"u8.ToArray(), "", 5, Token)).IsStored);
        Assert.Equal(
            StoreRefusal.Unavailable, (await stores.WriteAsync(tenants[1], "a@b.co/x", "hello"u8.ToArray(), "", 5, Token)).Refusal);
        Assert.Equal(["acme", "acme/a@b.co", "acme/a@b.co/x"], folder.Everything());
    }

    [Theory]
    [InlineData("Files:MaximumContentBytes=0", "Files:MaximumContentBytes is 0, not between 1 and 8388608.")]
    [InlineData("Files:MaximumContentBytes=8388609", "Files:MaximumContentBytes is 8388609, not between 1 and 8388608.")]
    [InlineData("Files:ConcurrentWritesCount=0", "Files:ConcurrentWritesCount is 0, not between 1 and 1024.")]
    [InlineData("Files:StaleAfter=00:00:01", "Files:StaleAfter is 00:00:01, shorter than a minute.")]
    public void Validate_Fault_IsNamed(string settings, string expected) =>
        Assert.Equal([expected], Edge.Errors<FileStoreOptions>(settings));
}
