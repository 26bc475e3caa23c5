using Hotlink.Cli.Settings;
using Hotlink.Client;

namespace Hotlink.Daemon.Tests.Cli;

public sealed class TunnelSettingsTests
{
    private static readonly HotlinkClientOptions Client = new() { ServerUri = new("http://a"), User = "a@x.io" };

    [Theory]
    [InlineData(null, 0)]
    [InlineData("8192", 8192)]
    [InlineData("1", 4096)]
    [InlineData("9999999", 262144)]
    public void Apply_ChunkSize_IsThatOfSocketsAndFrames(string? size, int expected)
    {
        var source = Source(size);

        var (read, frame) = (TunnelSettings.From(source).ChunkBytes, TunnelSettings.Apply(source, Client).ChunkBytes);

        Assert.Equal(size is null ? Client.ChunkBytes : expected, frame);
        Assert.Equal(size is null ? new Hotlink.Daemon.Tunnels.TunnelOptions().ChunkBytes : expected, read);
    }

    [Fact]
    public void Apply_ChunkSizeIsNoNumber_SaysSo() =>
        Assert.Contains(TunnelSettings.ChunkSize, Assert.Throws<SettingsException>(() => TunnelSettings.Apply(Source("60k"), Client)).Message, StringComparison.Ordinal);

    private static SettingSource Source(string? size) => new(null, name => name == TunnelSettings.ChunkSize ? size : name == "HOME" ? "/nonexistent" : null);
}
