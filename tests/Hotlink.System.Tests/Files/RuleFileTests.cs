using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Files;

/// <summary>Access rules that come over the wire.</summary>
public sealed class RuleFileTests : RelayTest
{
    // Rules are in force before anybody is told of them: whoever hears of them, and whoever gets the Ack, can act on them.
    [Fact]
    public async Task FileWrite_OfRules_InForceWithTheAck()
    {
        var relay = await StartAsync(RelayTestOptions.Default);
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));

        await alice.PublishRulesAsync(RuleFiles.For([Bob]));

        await alice.LinkAsync(Paths.Tcp(Alice), bob);
        Assert.Equal(RuleFiles.Write(Alice, RuleFiles.For([Bob])), await bob.NextAsync<FileWrite>());
    }

    // Pitfall 4, in its hardest form: a client that doesn't wait for the Ack.
    [Fact]
    public async Task FileWrite_OfRulesWithAnOpenRightBehind_OpenComesSecond()
    {
        var relay = await StartAsync(RelayTestOptions.Default);
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = SessionSteps.NewId();

        await alice.SendTogetherAsync(RuleFiles.Write(Alice, RuleFiles.For([Bob])), new HotlinkOpen(sessionId, Paths.Tcp(Alice), To: Bob));

        await bob.AcceptAsync(sessionId);
        await alice.NextAsync<HotlinkAccept>();
    }

    // Pitfall 43: rules that can't be read are refused; those that were in force stay.
    [Theory]
    [InlineData("rules: [")]
    [InlineData("rules: 7")]
    public async Task FileWrite_OfBrokenRules_NackAndOldOnesStay(string broken)
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));

        var id = await alice.SendAsync(RuleFiles.Write(Alice, broken));

        Assert.Equal(id, (await alice.NextAsync<Nack>()).OriginalId);
        Assert.Equal(
            RuleFiles.Everybody,
            await File.ReadAllTextAsync(Path.Combine(relay.Datasites, Alice, RuleFiles.Name), TestContext.Current.CancellationToken));
        await alice.LinkAsync(Paths.Tcp(Alice), bob);
        Assert.Equal(0, bob.Count<FileWrite>());
    }

    // A right to write is none to change rules.
    [Fact]
    public async Task FileWrite_OfRulesByAWriter_Refused()
    {
        var relay = await StartAsync();
        var bob = await relay.ConnectAsync(Bob);

        await bob.SendAsync(RuleFiles.Write(Alice, RuleFiles.For([Bob])));

        Assert.Equal(403, (await bob.NextAsync<ErrorMessage>()).Code);
    }

    // Pitfall 44: rules name people and directories; they go to those whom they let read, not to everybody who is connected.
    [Fact]
    public async Task FileWrite_OfRules_NotSentToThoseWhoMayNotRead()
    {
        var relay = await StartAsync();
        var (alice, bob, mallory) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob), await relay.ConnectAsync(Mallory));

        await alice.PublishRulesAsync(RuleFiles.For([Bob]));

        await bob.NextAsync<FileWrite>();
        await mallory.SendAsync(new FileDelete("fence"));
        await mallory.NextAsync<ErrorMessage>();
        Assert.Equal(0, mallory.Count<FileWrite>());
    }

    // Pitfalls 72, 73: rules that are there at the start are in force from the start; a broken file is reported, and lets nobody in.
    [Fact]
    public async Task RulesInTheFolder_AtStart_InForce()
    {
        ExpectsErrors = true;
        var relay = await StartAsync(new RelayTestOptions
        {
            Datasites = folder =>
            {
                RuleFiles.Put(folder, Alice, RuleFiles.For([Bob]));
                RuleFiles.Put(folder, Carol, "rules: [");
            },
        });
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));

        await alice.LinkAsync(Paths.Tcp(Alice), bob);
        await bob.OpenAsync(Paths.Tcp(Carol));

        Assert.Equal(Reasons.PermissionDenied, (await bob.NextAsync<HotlinkReject>()).Reason);
    }

    // Pitfall 72: the folder was empty at the start, and is followed all the same.
    [Fact]
    public async Task RulesInTheFolder_AppearLater_InForceWithinASecond()
    {
        var relay = await StartAsync(RelayTestOptions.Default);
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var watch = FairStopwatch.Start();

        RuleFiles.Put(relay.Datasites, Alice, RuleFiles.For([Bob]));

        do
        {
            var sessionId = await bob.OpenAsync(Paths.Tcp(Alice));
            await bob.SendAsync(new FileDelete("fence"));
            await bob.NextAsync<ErrorMessage>();
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
        while (alice.Count<HotlinkOpen>() == 0 && watch.Elapsed < EventWait.Patience);

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 3); // A second, and what the requests take.
    }
}
