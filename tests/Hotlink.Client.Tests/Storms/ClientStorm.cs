namespace Hotlink.Client.Tests.Storms;

/// <summary>
/// Many streams at once between a few clients, one after the other on the same paths, while links are cut and come back. What each end of a
/// stream has to get and to hear holds for every one of them.
/// </summary>
internal sealed class ClientStorm(HotlinkClient[] clients, Func<string, string> seen, int seed)
{
    private const int Together = 6;
    private const int StreamsEach = 20;

    /// <summary>Lets it blow over.</summary>
    public Task RunAsync()
    {
        var random = new Random(seed);
        return Task.WhenAll(Enumerable.Range(0, Together).Select(worker => WorkAsync(worker, new Random(random.Next()))));
    }

    private async Task WorkAsync(int worker, Random random)
    {
        await Task.Yield();
        for (var number = 0; number < StreamsEach; number++)
        {
            var sender = random.Next(clients.Length);
            var receiver = (sender + 1 + random.Next(clients.Length - 1)) % clients.Length;
            var isTcp = random.Next(2) == 0;
            var options = new HotlinkOpenOptions
            {
                Path = $"{clients[sender].User}/storm/{worker}_9/{(isTcp ? HotlinkChannelOptions.TcpStreamName : "app.request")}",
                To = clients[receiver].User,
                Framing = isTcp ? HotlinkFraming.Bytes : HotlinkFraming.Messages,
            };
            await new StormStream(options, clients[sender], clients[receiver], random, () => seen(options.Path)).RunAsync();
        }
    }
}
