namespace Hotlink.Client;

/// <summary>How to open a channel: two directional paths between two parties.</summary>
public sealed record HotlinkChannelOptions
{
    /// <summary>The name of a file that carries a TCP stream: its sessions have one receiver.</summary>
    public const string TcpStreamName = "stream.tcp.request";

    /// <summary>The directory below each party's datasite, such as <c>shared/flows/f/run/_mpc/0_to_1</c>: the same for both.</summary>
    public required string Directory { get; init; }

    /// <summary>The other party.</summary>
    public required string Peer { get; init; }

    /// <summary>The name of the file in the directory. Default <see cref="TcpStreamName"/>.</summary>
    public string Name { get; init; } = TcpStreamName;

    /// <summary>How long to wait for the other party to open its side, whichever comes first. Default 60 s.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
