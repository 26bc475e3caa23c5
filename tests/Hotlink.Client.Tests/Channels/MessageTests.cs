using Hotlink.Client.Tests.Kit;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Channels;

/// <summary>Sessions that carry messages between two clients of this library.</summary>
public sealed class MessageTests : ClientTest
{
    private const string Path = $"{Alice}/app_data/app/rpc/in/a.request";
    private const string Other = $"{Alice}/app_data/app/rpc/in/b.response";

    [Fact]
    public async Task Send_MessagesOfAllSizes_ArriveWhole()
    {
        var (writer, reader, _) = await OpenAsync();
        var sizes = new[] { 1, 100, 5000, 300_000, 3_000_000, 17 };
        var sending = SendAsync(writer, sizes);

        foreach (var (size, index) in sizes.Select((size, index) => (size, index)))
        {
            var message = await reader.ReadMessageAsync(Cancellation).AsTask().SoonAsync();
            Assert.Equal((index % 2 == 0 ? Path : Other, $"tag-{index}", size), (message!.Path, message.ETag, message.Payload.Length));
            Assert.True(StreamPattern.IsAt(message.Payload.Span, (ulong)index));
        }

        Assert.Null(await reader.ReadMessageAsync(Cancellation).AsTask().SoonAsync());
        await sending;
        Assert.Equal(HotlinkMode.Reliable, writer.Mode);
    }

    [Fact]
    public async Task Send_LinkCut_RepeatsNoMessageAndLosesNone()
    {
        var (writer, reader, link) = await OpenAsync(connection => connection < 6 ? 2_000_000 + (300_000 * connection) : null);
        var sizes = Enumerable.Range(0, 400).Select(index => 1 + (index * 977 % 90_000)).ToArray();
        var sending = SendAsync(writer, sizes);
        var seen = 0;
        while (await reader.ReadMessageAsync(Cancellation).AsTask().SoonAsync(Events.Describe) is { } message)
        {
            Assert.Equal($"tag-{seen}", message.ETag);
            Assert.True(StreamPattern.IsAt(message.Payload.Span, (ulong)seen));
            seen++;
        }

        await sending;
        Assert.Equal(sizes.Length, seen);
        Assert.True(reader.GetStatistics().Resumes >= 5, Events.Describe());
    }

    [Fact]
    public async Task Send_LargerThanTheWindow_IsRefused()
    {
        var (writer, _, _) = await OpenAsync();

        var failure = await Assert.ThrowsAsync<HotlinkException>(async () => await writer.SendAsync(new("", new byte[4 * 1024 * 1024]), Cancellation));

        Assert.Equal(HotlinkReason.MessageTooLarge, failure.Reason);
        await Assert.ThrowsAsync<ArgumentException>(async () => await writer.SendAsync(new("", default), Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await writer.SendAsync(new($"{Bob}/x.request", new byte[1]), Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await writer.WriteAsync(new byte[1], Cancellation));
    }

    [Fact]
    public async Task Signal_BothWays_IsHeard()
    {
        var (writer, reader, _) = await OpenAsync();

        await writer.SignalAsync(new("sdp_offer", "token") { Addresses = ["1.2.3.4:5"] }, Cancellation);
        await reader.SignalAsync(new("sdp_answer", "", "no"), Cancellation);

        var offer = await reader.ReadSignalAsync(Cancellation).AsTask().SoonAsync();
        var answer = await writer.ReadSignalAsync(Cancellation).AsTask().SoonAsync();
        Assert.Equal(("sdp_offer", "token", "1.2.3.4:5"), (offer!.Kind, offer.Token, offer.Addresses.Single()));
        Assert.Equal(("sdp_answer", "no"), (answer!.Kind, answer.Error));
        await Assert.ThrowsAsync<ArgumentException>(async () => await writer.SignalAsync(new("hl.ack"), Cancellation));
    }

    private async Task<(HotlinkWriter Writer, HotlinkReader Reader, ScriptedLink Link)> OpenAsync(Func<int, long?>? cutAfter = null)
    {
        var relay = await StartRelayAsync();
        var link = Own(new ScriptedLink(relay.Address) { CutAfter = cutAfter ?? (_ => null) });
        var alice = await ConnectAsync(link.Address, Alice, options => options with { ReconnectDelay = TimeSpan.FromMilliseconds(50) });
        var bob = await ConnectAsync(relay.Address, Bob);
        var accepting = bob.AcceptAsync(Path, Alice, Cancellation);
        var writer = await alice.OpenAsync(new HotlinkOpenOptions { Path = Path, To = Bob, Framing = HotlinkFraming.Messages }, Cancellation).SoonAsync();
        return (writer, await accepting.SoonAsync(), link);
    }

    private static async Task SendAsync(HotlinkWriter writer, int[] sizes)
    {
        for (var index = 0; index < sizes.Length; index++)
        {
            await writer.SendAsync(
                new(index % 2 == 0 ? "" : Other, StreamPattern.At((ulong)index, sizes[index]), $"tag-{index}"), Cancellation);
        }

        await writer.CompleteAsync(Cancellation).SoonAsync();
    }
}
