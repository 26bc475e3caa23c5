using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Access;

/// <summary>The rules of access as a peer meets them; each rule by itself is tested in Hotlink.Domain.Tests.</summary>
public sealed class OwnershipTests : RelayTest
{
    // Pitfall 56: an owner is who the first segment names, exactly.
    [Theory]
    [InlineData("alice@one.example", "alice@one.example.evil.com")]
    [InlineData("alice@one.exampl", "alice@one.example")]
    public async Task Open_InADatasiteWithASimilarName_Refused(string user, string owner)
    {
        var relay = await StartAsync(RelayTestOptions.Default);
        var peer = await relay.ConnectAsync(user.EndsWith(".exampl", StringComparison.Ordinal) ? "alice@one.ex" : user);

        await peer.OpenAsync(Paths.Tcp(owner));

        Assert.Equal(Reasons.PermissionDenied, (await peer.NextAsync<HotlinkReject>()).Reason);
    }

    // Pitfall 57: an identity is no pattern.
    [Theory]
    [InlineData("*@one.example")]
    [InlineData("{alice,bob}@one.example")]
    [InlineData("a/b@one.example")]
    public async Task Connect_AsAPattern_Refused(string user)
    {
        var relay = await StartAsync(RelayTestOptions.Default);

        var peer = await relay.TryConnectAsync(new() { User = user });

        Assert.Equal(401, peer.Handshake.Status);
    }

    // Pitfalls 69, 76: one user, however it is spelled.
    [Fact]
    public async Task Connect_InUpperCase_SameUser()
    {
        var relay = await StartAsync(RelayTestOptions.Default);
        await relay.PublishRulesAsync(Alice, RuleFiles.For(["BOB@Two.example"]));
        var (alice, bob) = (await relay.ConnectAsync("ALICE@one.example"), await relay.ConnectAsync("Bob@TWO.example"));

        var sessionId = await alice.OpenAsync(Paths.Tcp(Alice), "bOb@two.example");

        await bob.AcceptAsync(sessionId);
        await alice.NextAsync<HotlinkAccept>();
    }

    // Pitfall 58: a directory is called what it is called.
    [Theory]
    [InlineData("[x]")]
    [InlineData("a*")]
    public async Task Open_BelowADirectoryWithGlobCharacters_RulesOfThatDirectoryApply(string directory)
    {
        var relay = await StartAsync(RelayTestOptions.Default);
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var id = await alice.SendAsync(RuleFiles.Write($"{Alice}/{directory}", RuleFiles.For([Bob])));
        await alice.NextAsync<Ack>(ack => ack.OriginalId == id);

        await bob.OpenAsync($"{Alice}/{directory}/stream.tcp.request", sessionId: "in-the-directory");
        await bob.OpenAsync($"{Alice}/abc/stream.tcp.request", sessionId: "in-a-sibling");

        Assert.Equal("in-the-directory", (await alice.NextAsync<HotlinkOpen>()).SessionId);
        Assert.Equal("in-a-sibling", (await bob.NextAsync<HotlinkReject>()).SessionId);
    }
}
