using Hotlink.Grains.Access.Buckets;

namespace Hotlink.Grains.Tests.Access.Buckets;

/// <summary>The section <c>Bucket</c>.</summary>
public sealed class BucketOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_Succeed() => Assert.True(new BucketOptionsValidator().Validate(null, new()).Succeeded);

    [Fact]
    public void Validate_EverythingWrong_AllIsReported()
    {
        var result = new BucketOptionsValidator().Validate(
            null, new() { PollInterval = TimeSpan.Zero, RetryInterval = TimeSpan.FromDays(1), RequestTimeout = -TimeSpan.FromSeconds(1), MaximumPagesCount = 0 });

        Assert.Equal(4, result.Failures?.Count());
    }
}
