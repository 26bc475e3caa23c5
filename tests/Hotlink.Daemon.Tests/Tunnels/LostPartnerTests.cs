using Hotlink.Client;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Daemon.Tunnels;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Tunnels;

/// <summary>A connection whose bytes had all arrived when its partner failed: no stream of its own can tell it any more.</summary>
public sealed class LostPartnerTests : TunnelTest
{
    private const string TheirRun = "00112233445566ff";
    private static readonly string AlicePath = $"{Alice}/{Run}/0_to_1/stream.tcp.request";
    private static readonly string BobPath = $"{Bob}/{Run}/1_to_0/stream.tcp.request";

    [Fact]
    public async Task Reset_PeerHadSentAllAndHasNoAnswer_IsToldThatItsBytesAreGone()
    {
        var alice = await StartAsync(Alice);
        var port = await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob);
        var bob = Own(await ConnectAsync(Bob));
        var one = await DialAsync(port);
        await one.WriteAsync("a word");
        await using var reader = await bob.AcceptAsync(AlicePath, Alice, Cancellation).SoonAsync(alice.Describe);
        await reader.Greeted.SoonAsync(alice.Describe);
        Assert.EndsWith(",-", reader.Label, StringComparison.Ordinal); // It answers nobody.
        var options = new HotlinkOpenOptions { Path = BobPath, To = Alice, Label = $"tunnel,{TheirRun},-" };
        var writer = await bob.OpenAsync(options, Cancellation).SoonAsync(alice.Describe);
        await writer.WriteAsync("all there is"u8.ToArray(), Cancellation);
        await writer.CompleteAsync(reader.Label.Split(',')[1], Cancellation).SoonAsync(alice.Describe);
        await one.ExpectAsync("all there is", alice.Describe);

        one.Reset();
        await alice.UntilAsync(TunnelEventKind.RunFailed);

        Assert.Equal("gone", await AnswerAsync(bob).SoonAsync(alice.Describe));
    }

    private static async Task<string> AnswerAsync(HotlinkClient bob)
    {
        await foreach (var reader in bob.AcceptAllAsync(new() { Path = AlicePath, Peer = Alice }, Cancellation))
        {
            await reader.Greeted.SoonAsync();
            if (reader.Label.Split(',') is [_, _, TheirRun, var last, _])
            {
                reader.Abort("understood");
                return last;
            }
        }

        return "";
    }
}
