using Hotlink.System.Tests.Kit;
using Hotlink.System.Tests.Kit.Storms;

namespace Hotlink.System.Tests.Streams;

/// <summary>The promise, for hundreds of sessions under way at once: every byte once, in order, or the reason; never silence.</summary>
public sealed class StormTests : RelayTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Sessions_WhileConnectionsAreCutAndReadersPause_EachEndHearsTheReason(int seed)
    {
        var relay = await StartAsync();

        await new Storm(Alice, options => relay.ConnectAsync(options), seed).RunAsync();
    }
}
