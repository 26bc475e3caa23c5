using Hotlink.Grains.Abstractions.Datasites;

namespace Hotlink.Grains.Tests.Datasites;

/// <summary>The setting that names a bucket.</summary>
public sealed class BucketLocationTests
{
    [Theory]
    [InlineData("s3://hotlink", "hotlink", "", null, null, false)]
    [InlineData("S3://hotlink/", "hotlink", "", null, null, false)]
    [InlineData("s3://my.bucket-1/red/blue/?region=eu-west-1", "my.bucket-1", "red/blue/", null, "eu-west-1", false)]
    [InlineData("s3://hotlink?endpoint=http://127.0.0.1:9000", "hotlink", "", "http://127.0.0.1:9000/", null, true)]
    [InlineData("s3://hotlink/p?endpoint=https%3A%2F%2Fs3.example%2F&path-style=false", "hotlink", "p/", "https://s3.example/", null, false)]
    public void TryParse_ASetting_IsWhatItSays(string setting, string bucket, string prefix, string? endpoint, string? region, bool isPathStyle)
    {
        Assert.True(BucketLocation.TryParse(setting, out var location, out var error), error);
        Assert.Equal(new BucketLocation(bucket, prefix, endpoint is null ? null : new Uri(endpoint), region, isPathStyle), location);
    }

    [Theory]
    [InlineData("s3://", "bucket's name")]
    [InlineData("s3://Hotlink", "bucket's name")]
    [InlineData("s3://hotlink.", "bucket's name")]
    [InlineData("s3://hotlink/../x", "prefix")]
    [InlineData("s3://hotlink/a//b", "prefix")]
    [InlineData("s3://hotlink/a\\b", "prefix")]
    [InlineData("s3://hotlink?endpoint=127.0.0.1:9000", "endpoint")]
    [InlineData("s3://hotlink?endpoint=ftp://host", "endpoint")]
    [InlineData("s3://hotlink?endpoint=http://host/path", "endpoint")]
    [InlineData("s3://hotlink?endpoint=http://user:hush@host", "endpoint")]
    [InlineData("s3://hotlink?endpoint=http://a&endpoint=http://b", "endpoint")]
    [InlineData("s3://hotlink?region=", "region")]
    [InlineData("s3://hotlink?path-style=yes", "path-style")]
    [InlineData("s3://hotlink?secret=hush", "option")]
    [InlineData("s3://hotlink?hush", "option")]
    public void TryParse_AWrongSetting_SaysWhatIsWrongAndNotMore(string setting, string named)
    {
        Assert.False(BucketLocation.TryParse(setting, out _, out var error));
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("datasites")]
    [InlineData("./s3://hotlink")]
    public void IsBucket_OfAFolder_IsFalse(string? setting) => Assert.False(BucketLocation.IsBucket(setting));

    [Theory]
    [InlineData("s3://hotlink/a", "s3://hotlink/a", true)]
    [InlineData("s3://hotlink", "s3://hotlink/a", true)]
    [InlineData("s3://hotlink/a/b", "s3://hotlink/a", true)]
    [InlineData("s3://hotlink/a", "s3://hotlink/ab", false)]
    [InlineData("s3://hotlink", "s3://other", false)]
    [InlineData("s3://hotlink?endpoint=http://a", "s3://hotlink?endpoint=http://b", false)]
    public void Overlaps_TwoLocations_WhereOneLiesInTheOther(string one, string other, bool expected)
    {
        Assert.True(BucketLocation.TryParse(one, out var first, out _));
        Assert.True(BucketLocation.TryParse(other, out var second, out _));
        Assert.Equal((expected, expected), (first.Overlaps(second), second.Overlaps(first)));
    }

    [Fact]
    public void TryGetKey_LongerThanKeysMayBe_IsFalse()
    {
        Assert.True(BucketLocation.TryParse("s3://hotlink/p", out var location, out _));
        Assert.True(location.TryGetKey(new string('x', BucketLocation.MaxKeyBytes - 2), out var key));
        Assert.StartsWith("p/x", key, StringComparison.Ordinal);
        Assert.False(location.TryGetKey(new string('x', BucketLocation.MaxKeyBytes - 1), out _));
    }
}
