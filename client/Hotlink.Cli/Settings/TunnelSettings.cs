using System.Globalization;
using Hotlink.Client;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Cli.Settings;

/// <summary>What the environment says about tunnels (client-behaviour, section 10).</summary>
internal static class TunnelSettings
{
    /// <summary>Where tunnels listen.</summary>
    public const string Address = "SYFTBOX_HOTLINK_TCP_PROXY_ADDR";

    /// <summary>How many bytes a piece has at most.</summary>
    public const string ChunkSize = "SYFTBOX_HOTLINK_TCP_PROXY_CHUNK_SIZE";

    /// <summary>Reads it.</summary>
    /// <exception cref="SettingsException">A value can't be used.</exception>
    public static TunnelOptions From(SettingSource source)
    {
        var options = new TunnelOptions();
        try
        {
            options = source.Variable(Address) is { } address ? options with { BindAddress = TunnelOptions.ParseAddress(address) } : options;
        }
        catch (FormatException wrong)
        {
            throw new SettingsException($"{Address}: {wrong.Message}");
        }

        return ChunkBytesIn(source) is { } bytes ? options with { ChunkBytes = bytes } : options;
    }

    /// <summary>A client's options with the same size of pieces: what is taken from an application at once travels in one frame.</summary>
    /// <exception cref="SettingsException">The value can't be used.</exception>
    public static HotlinkClientOptions Apply(SettingSource source, HotlinkClientOptions client) =>
        ChunkBytesIn(source) is { } bytes ? client with { ChunkBytes = new TunnelOptions { ChunkBytes = bytes }.ChunkBytes } : client;

    private static int? ChunkBytesIn(SettingSource source) =>
        source.Variable(ChunkSize) is not { } size ? null
        : int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes
        : throw new SettingsException($"{ChunkSize} is a number of bytes, {TunnelOptions.MinChunkBytes} to {TunnelOptions.MaxChunkBytes}.");
}
