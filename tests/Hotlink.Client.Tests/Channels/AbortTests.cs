using Hotlink.Client.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Channels;

/// <summary>Whoever gives a stream up, at whatever moment of its life: the other end hears so at once, and why.</summary>
public sealed class AbortTests : ClientTest
{
    private const int Rounds = 60;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Abort_AtAnyMoment_TheOtherEndHearsTheReason(bool byReader)
    {
        var relay = await StartRelayAsync();
        var (alice, bob) = (await ConnectAsync(relay.Address, Alice), await ConnectAsync(relay.Address, Bob));
        for (var round = 0; round < Rounds; round++)
        {
            var accepting = bob.AcceptAsync(AlicePath, Alice, Cancellation);
            var writer = await alice.OpenAsync(AlicePath, Bob, Cancellation).SoonAsync();
            var writing = round % 3 == 0 ? Task.CompletedTask : writer.WriteAsync(new byte[round * 5000], Cancellation).AsTask();
            var reader = await accepting.SoonAsync();
            var text = $"reason {round}";

            if (byReader)
            {
                reader.Abort(text);
            }
            else
            {
                writer.Abort(text);
            }

            var heard = await Assert.ThrowsAsync<HotlinkException>(() => (byReader ? writer.Completion : reader.Completion).SoonAsync(Events.Describe));
            Assert.Equal(HotlinkReason.Aborted, heard.Reason);
            Assert.Contains(heard.Text, new[] { text, "aborted" }); // Before the greeting there are only the session's own words.
            await writing.SoonAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }
}
