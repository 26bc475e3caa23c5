using Hotlink.Domain.Access;
using Hotlink.Grains.Access;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Interop.Buckets;

/// <summary>The rule files in a bucket, as they are there and as they change.</summary>
public sealed class DatasiteBucketTests(BucketInstallation installation) : BucketTest(installation)
{
    [Fact]
    public async Task Start_RulesInTheBucket_AreInForce()
    {
        await Server.PutAsync(AliceRules, RuleFiles.OwnerOnly);
        await Server.PutAsync($"{Alice}/public/{RuleFiles.Name}", RuleFiles.For([Bob]));

        var bucket = await StartAsync();

        Assert.Equal((2, true), (bucket.Count, bucket.IsReachable));
        Assert.False(MayRead(Bob));
        Assert.True(MayRead(Bob, $"{Alice}/public/file"));
        Assert.Empty(bucket.Problems);
    }

    [Fact]
    public async Task Start_WithAPrefix_TakesWhatIsBelowIt()
    {
        await Server.PutAsync($"red/{AliceRules}", RuleFiles.For([Bob]));
        await Server.PutAsync($"redder/{Bob}/{RuleFiles.Name}", RuleFiles.Everybody);

        var bucket = await StartAsync("red");

        Assert.Equal(1, bucket.Count);
        Assert.True(MayRead(Bob));
    }

    // A page has 1,000 objects.
    [Fact]
    public async Task Start_WithMoreThanAPage_FindsTheLastUnlessItMayNot()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 1001), Cancellation, async (i, _) => await Server.PutAsync($"{Alice}/data/{i}.bin", "x"));
        await Server.PutAsync($"zoe@one.example/{RuleFiles.Name}", RuleFiles.For([Bob]));

        var bounded = await StartAsync(options: new() { MaximumPagesCount = 1 });
        Assert.False(MayRead(Bob, "zoe@one.example/file"));
        Assert.Contains("more objects", Assert.Single(bounded.Problems).Text, StringComparison.Ordinal);

        var bucket = await StartAsync();
        Assert.True(MayRead(Bob, "zoe@one.example/file"));
        Assert.Empty(bucket.Problems);
    }

    [Fact]
    public async Task Start_KeysOfNoDatasite_AreIgnored()
    {
        string[] odd = [$"nobody/{RuleFiles.Name}", $"{Alice}\\sub/{RuleFiles.Name}", RuleFiles.Name, $"{Alice}/x-{RuleFiles.Name}"];
        foreach (var key in odd)
        {
            await Server.PutAsync(key, RuleFiles.Everybody);
        }

        await Server.PutAsync($"{Alice}/a b+c%2Fü/{RuleFiles.Name}", RuleFiles.For([Bob]));

        var bucket = await StartAsync();

        Assert.Equal(1, bucket.Count);
        Assert.True(MayRead(Bob, $"{Alice}/a b+c%2Fü/file"));
        Assert.Equal(RuleFileEffect.Ignored, Assert.Single(bucket.Problems).Effect);
    }

    [Fact]
    public async Task Follow_RulesThatAppearChangeAndGo_AreFollowed()
    {
        var bucket = await StartAsync();
        Assert.False(MayRead(Bob));

        await Server.PutAsync(AliceRules, RuleFiles.For([Bob]));
        await WhenAsync(() => MayRead(Bob), bucket);
        await Server.PutAsync(AliceRules, RuleFiles.OwnerOnly);
        await WhenAsync(() => !MayRead(Bob), bucket);
        await Server.PutAsync(AliceRules, RuleFiles.Everybody);
        await WhenAsync(() => MayRead(Bob), bucket);
        await Server.DeleteAsync(AliceRules);
        await WhenAsync(() => !MayRead(Bob) && bucket.Count == 0, bucket);
    }

    // A second, and the requests; how long those take here and now is measured.
    [Fact]
    public async Task Follow_RulesThatChange_InForceWithinASecondAndTheRequests()
    {
        var bucket = await StartAsync();
        var watch = FairStopwatch.Start();
        await Server.PutAsync(AliceRules, RuleFiles.OwnerOnly);
        var request = watch.Elapsed;

        await Server.PutAsync(AliceRules, RuleFiles.For([Bob]));
        watch = FairStopwatch.Start();
        await WhenAsync(() => MayRead(Bob), bucket);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2) + (20 * request));
    }

    [Theory]
    [InlineData("rules: [", "not valid YAML")]
    [InlineData(null, "longer than 65536 bytes")]
    public async Task Follow_RulesThatCantBeUsed_LeaveThePreviousOnes(string? content, string problem)
    {
        await Server.PutAsync(AliceRules, RuleFiles.For([Bob]));
        var bucket = await StartAsync();

        await Server.PutAsync(AliceRules, content ?? new string('#', AccessLimits.FileBytes + 1));
        await WhenAsync(() => bucket.Problems.Count > 0, bucket);

        Assert.Equal(RuleFileEffect.PreviousRules, Assert.Single(bucket.Problems).Effect);
        Assert.Contains(problem, bucket.Problems[0].Text, StringComparison.Ordinal);
        Assert.True(MayRead(Bob));
        await Server.PutAsync(AliceRules, RuleFiles.OwnerOnly);
        await WhenAsync(() => bucket.Problems.Count == 0 && !MayRead(Bob), bucket);
    }

    [Fact]
    public async Task Start_BrokenRules_AreReportedAndPrivate()
    {
        await Server.PutAsync(AliceRules, "rules: [");

        var bucket = await StartAsync();

        Assert.Equal((AliceRules, RuleFileEffect.Private), Assert.Single(bucket.Problems) is { } problem ? (problem.Path, problem.Effect) : default);
        Assert.False(MayRead(Bob));
    }

    [Fact]
    public async Task Follow_BucketThatGoesAway_KeepsTheLastRulesAndSaysSo()
    {
        await Server.PutAsync(AliceRules, RuleFiles.For([Bob]));
        var bucket = await StartAsync();

        await Server.StopAsync();
        await WhenAsync(() => !bucket.IsReachable, bucket);

        Assert.True(MayRead(Bob));
        Assert.Equal(1, Counters.RuleStoresLost);
        Assert.False(await bucket.WriteAsync($"{Alice}/file", "x"u8.ToArray(), Cancellation));
        await Server.StartAsync();
        await Server.PutAsync(AliceRules, RuleFiles.OwnerOnly);
        await WhenAsync(() => !MayRead(Bob), bucket);
        await WhenAsync(() => bucket.IsReachable, bucket);
        Assert.Equal(0, Counters.RuleStoresLost);
        Assert.True(Counters.RuleStoreFailures > 0);
    }

    [Theory]
    [InlineData("nowhere", "NoSuchBucket")]
    [InlineData(BucketServer.Bucket, "ConnectionRefused")]
    public async Task Start_BucketThatCantBeRead_SaysWhy(string name, string reason)
    {
        var bucket = Open(bucket: name);
        if (name == BucketServer.Bucket)
        {
            await Server.StopAsync();
        }

        var failure = await Assert.ThrowsAsync<IOException>(() => bucket.StartAsync(Cancellation));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("S3RVER", failure.Message, StringComparison.Ordinal);
    }

    // Another node replaces a file between this node's write and its coming into force.
    [Fact]
    public async Task Install_OfRulesThatWereReplacedMeanwhile_TheBucketWins()
    {
        var bucket = await StartAsync();
        await Server.PutAsync(AliceRules, RuleFiles.OwnerOnly);
        await WhenAsync(() => bucket.Count == 1, bucket);

        Assert.True(bucket.Install(AliceRules, global::System.Text.Encoding.UTF8.GetBytes(RuleFiles.Everybody)).Installed);

        await WhenAsync(() => !MayRead(Bob), bucket);
    }
}
