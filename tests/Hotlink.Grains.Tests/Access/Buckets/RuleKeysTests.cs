using Hotlink.Grains.Access.Buckets;

namespace Hotlink.Grains.Tests.Access.Buckets;

/// <summary>Which keys are rule files.</summary>
public sealed class RuleKeysTests
{
    [Theory]
    [InlineData("", "alice@x.io/syft.pub.yaml", "alice@x.io")]
    [InlineData("", "alice@x.io/public/a b/syft.pub.yaml", "alice@x.io/public/a b")]
    [InlineData("red/", "red/Alice@x.io/syft.pub.yaml", "Alice@x.io")]
    public void TryGetDirectory_OfARuleFile_IsItsDirectory(string prefix, string key, string expected)
    {
        Assert.True(RuleKeys.TryGetDirectory(prefix, key, out var directory));
        Assert.Equal(expected, directory);
    }

    [Theory]
    [InlineData("", "syft.pub.yaml")]
    [InlineData("", "/syft.pub.yaml")]
    [InlineData("", "/alice@x.io/syft.pub.yaml")]
    [InlineData("", "nobody/syft.pub.yaml")]
    [InlineData("", "alice@x.io/../bob@x.io/syft.pub.yaml")]
    [InlineData("", "../alice@x.io/syft.pub.yaml")]
    [InlineData("", "alice@x.io/./syft.pub.yaml")]
    [InlineData("", "alice@x.io//syft.pub.yaml")]
    [InlineData("", "alice@x.io\\public/syft.pub.yaml")]
    [InlineData("", "alice@x.io/a\u0001b/syft.pub.yaml")]
    [InlineData("", "alice@x.io/x-syft.pub.yaml")]
    [InlineData("", "alice@x.io/SYFT.PUB.YAML")]
    [InlineData("", "alice@x.io/syft.pub.yaml/file")]
    [InlineData("red/", "red/syft.pub.yaml")]
    [InlineData("red/", "redder/alice@x.io/syft.pub.yaml")]
    [InlineData("red/", "red//alice@x.io/syft.pub.yaml")]
    public void TryGetDirectory_OfAnythingElse_IsFalse(string prefix, string key) =>
        Assert.False(RuleKeys.TryGetDirectory(prefix, key, out _));
}
