namespace Hotlink.Client.Tests.Connection;

/// <summary>What a client does that was told nothing.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void Defaults_Options_AreWhatTheContractSays()
    {
        var options = new HotlinkClientOptions { ServerUri = new("http://relay.example"), User = "a@b.example" };

        Assert.Equal("msgpack,json", options.Encodings);
        Assert.Equal((1, 8), (options.ReconnectDelay.TotalSeconds, options.ReconnectMaxDelay.TotalSeconds));
        Assert.Equal((15, 5), (options.PingInterval.TotalSeconds, options.PingTimeout.TotalSeconds));
        Assert.Equal((2, 10, 300), (options.GreetingTimeout.TotalSeconds, options.GapTimeout.TotalSeconds, options.ResumeWindow.TotalSeconds));
        Assert.Equal((4 * 1024 * 1024, 128 * 1024), (options.WindowBytes, options.ChunkBytes));
    }
}
