using Hotlink.Grains.Access;
using Hotlink.Grains.Access.Buckets;

namespace Hotlink.Grains.Tests.Access.Buckets;

/// <summary>What is taken from the pages of a listing.</summary>
public sealed class RuleListingTests
{
    [Fact]
    public void Add_Pages_RuleFilesByDirectory()
    {
        var listing = Of(["alice@x.io/a/syft.pub.yaml", "alice@x.io/data.bin"], ["bob@x.io/syft.pub.yaml"]);

        Assert.Equal(["alice@x.io/a", "bob@x.io"], listing.ByName.Keys.Order());
        Assert.Empty(listing.Problems);
    }

    [Theory]
    [InlineData("Alice@x.io", "alice@x.io", "alice@x.io")]
    [InlineData("alice@x.io", "Alice@x.io", "alice@x.io")]
    [InlineData("ALICE@x.io", "Alice@x.io", "ALICE@x.io")]
    [InlineData("Alice@x.io", "ALICE@x.io", "ALICE@x.io")]
    public void Add_DatasitesThatDifferInCase_OneCounts(string first, string second, string expected)
    {
        var listing = Of([$"{first}/Sub/syft.pub.yaml"], [$"{second}/Sub/syft.pub.yaml"]);

        Assert.Equal($"{expected}/Sub", Assert.Single(listing.ByName, entry => entry.Key == "alice@x.io/Sub").Value.Directory);
        Assert.Equal(RuleFileEffect.Ignored, Assert.Single(listing.Problems).Effect);
    }

    // Whoever fills a bucket with them doesn't fill the log.
    [Fact]
    public void Add_ManyOddKeys_OneProblem()
    {
        var listing = Of([.. Enumerable.Range(0, 5000).Select(i => $"nobody{i}/syft.pub.yaml")]);

        Assert.Empty(listing.ByName);
        Assert.StartsWith("5000 ", Assert.Single(listing.Problems).Text, StringComparison.Ordinal);
    }

    private static RuleListing Of(params string[][] pages)
    {
        var listing = new RuleListing("");
        foreach (var page in pages)
        {
            listing.Add(page.Select(key => new BucketObject(key, "tag", 1)));
        }

        return listing;
    }
}
