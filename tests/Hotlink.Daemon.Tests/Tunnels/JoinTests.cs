using Hotlink.Client;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Tunnels;

/// <summary>Two connections that began at once, neither of which knew of the other: an end counts where both were joined with each other.</summary>
public sealed class JoinTests : TunnelTest
{
    private const string TheirRun = "00112233445566ff";
    private static readonly string AlicePath = $"{Alice}/{Run}/0_to_1/stream.tcp.request";
    private static readonly string BobPath = $"{Bob}/{Run}/1_to_0/stream.tcp.request";

    [Fact]
    public async Task End_NamesTheConnection_IsSeen()
    {
        var (app, reader, writer, seen) = await CrossAsync();

        await writer.CompleteAsync(RunOf(reader), Cancellation).SoonAsync(seen);

        await app.ExpectAsync("all of it", seen);
        await app.ExpectEndAsync();
    }

    [Theory]
    [InlineData("0123456789abcdef")]
    [InlineData("-")]
    [InlineData("")]
    public async Task End_NamesAnotherConnectionOrNone_IsAReset(string trailer)
    {
        var (app, _, writer, seen) = await CrossAsync();

        await writer.CompleteAsync(trailer, Cancellation).SoonAsync(seen);

        await app.ExpectAsync("all of it", seen);
        await app.ExpectResetAsync(seen);
    }

    [Fact]
    public async Task EndSending_BeforeThePeerIsKnown_NamesIt()
    {
        var alice = await StartAsync(Alice, new() { JoinTime = TimeSpan.FromMinutes(1) });
        var (app, reader, bob) = await SpeakAsync(alice);
        app.EndSending();

        await using var writer = await OpenAsync(bob, alice);
        await writer.WriteAsync("a word"u8.ToArray(), Cancellation);

        Assert.Equal(TheirRun, await TrailerAsync(reader).SoonAsync(alice.Describe));
    }

    [Fact]
    public async Task EndSending_NobodyAnswers_ComesWithoutAName()
    {
        var alice = await StartAsync(Alice, new() { JoinTime = TimeSpan.FromMilliseconds(50) });
        var (app, reader, _) = await SpeakAsync(alice);

        app.EndSending();

        Assert.Equal("-", await TrailerAsync(reader).SoonAsync(alice.Describe));
    }

    private static string RunOf(HotlinkReader reader) => reader.Label.Split(',')[1];

    private static async Task<string> TrailerAsync(HotlinkReader reader)
    {
        while (await reader.ReadAsync(new byte[100], Cancellation) > 0)
        {
        }

        return reader.Trailer;
    }

    private static Task<HotlinkWriter> OpenAsync(HotlinkClient bob, Party alice) => bob.OpenAsync(
        new HotlinkOpenOptions { Path = BobPath, To = Alice, Label = $"tunnel,{TheirRun},-" }, Cancellation).SoonAsync(alice.Describe);

    private async Task<(App App, HotlinkReader Reader, HotlinkClient Bob)> SpeakAsync(Party alice)
    {
        var port = await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob);
        var bob = Own(await ConnectAsync(Bob));
        var app = await DialAsync(port);
        await app.WriteAsync("a word");
        var reader = await bob.AcceptAsync(AlicePath, Alice, Cancellation).SoonAsync(alice.Describe);
        await reader.Greeted.SoonAsync(alice.Describe);
        Assert.EndsWith(",-", reader.Label, StringComparison.Ordinal);
        return (app, Own(reader), bob);
    }

    private async Task<(App App, HotlinkReader Reader, HotlinkWriter Writer, Func<string> Seen)> CrossAsync()
    {
        var alice = await StartAsync(Alice);
        var (app, reader, bob) = await SpeakAsync(alice);
        var writer = Own(await OpenAsync(bob, alice));
        await writer.WriteAsync("all of it"u8.ToArray(), Cancellation);
        return (app, reader, writer, alice.Describe);
    }
}
