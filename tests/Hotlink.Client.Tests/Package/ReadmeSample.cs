namespace Hotlink.Client.Tests.Package;

/// <summary>The program of the package's README, as methods. It sees the public API only.</summary>
internal static class ReadmeSample
{
    public static async Task SendAsync(Uri server, string me, string peer, string file)
    {
        // <send>
        await using var client = await HotlinkClient.ConnectAsync(new() { ServerUri = server, User = me });
        await using var channel = await client.OpenChannelAsync("shared/demo/0_to_1", peer);
        await using var source = File.OpenRead(file);
        await source.CopyToAsync(channel);
        await channel.CompleteWritesAsync();
        // </send>
    }

    public static async Task ReceiveAsync(Uri server, string me, string peer, string file)
    {
        // <receive>
        await using var client = await HotlinkClient.ConnectAsync(new() { ServerUri = server, User = me });
        await using var channel = await client.OpenChannelAsync("shared/demo/0_to_1", peer);
        await using var target = File.Create(file);
        await channel.CopyToAsync(target);
        // </receive>
    }
}
