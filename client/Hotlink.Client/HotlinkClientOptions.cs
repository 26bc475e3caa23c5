namespace Hotlink.Client;

/// <summary>How a client connects, and what it holds at most. Immutable; checked by <see cref="HotlinkClient.ConnectAsync"/>.</summary>
public sealed record HotlinkClientOptions
{
    /// <summary>The relay: <c>http</c>, <c>https</c>, <c>ws</c> or <c>wss</c>. A path in front of <c>/api/v1/events</c> is kept.</summary>
    public required Uri ServerUri { get; init; }

    /// <summary>One's own email: the first segment of one's paths. Lower case is made of it.</summary>
    public required string User { get; init; }

    /// <summary>
    /// Gives the bearer token, or null for none. Called before the first connection, and again when the relay refuses the token
    /// (401, 403) or says that it has expired. Default: no token.
    /// </summary>
    public Func<CancellationToken, ValueTask<string?>>? Token { get; init; }

    /// <summary>What <c>X-Syft-Version</c> says; without one the relay sends no file notifications. Default: this library's version.</summary>
    public string ClientVersion { get; init; } = $"hotlink-dotnet/{typeof(HotlinkClientOptions).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>The encodings to ask for, best first. Default <c>msgpack,json</c>. The server's choice holds.</summary>
    public string Encodings { get; init; } = "msgpack,json";

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Last changes to the HTTP handler that makes the connections: proxies, certificates. Default: none.</summary>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; init; }

    /// <summary>
    /// Hears what happens to links, sessions and streams. Called on internal threads, one call for each event: it has to be quick and
    /// must not throw. Default: nobody.
    /// </summary>
    public Action<HotlinkEvent>? OnEvent { get; init; }

    /// <summary>Whether <see cref="HotlinkClient.ConnectAsync"/> waits for a relay that can't be reached yet. Default: no, it throws.</summary>
    public bool WaitForRelay { get; init; }

    /// <summary>How long one attempt to connect may take. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The wait before the second attempt to reconnect; the first is at once. Doubles up to <see cref="ReconnectMaxDelay"/>, ±25 %. Default 1 s.</summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between attempts, before jitter. Default 8 s.</summary>
    public TimeSpan ReconnectMaxDelay { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How often the relay is asked for a sign of life. Default 15 s.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long it may take to give one. Default 5 s.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an open waits for somebody to accept. Default 30 s.</summary>
    public TimeSpan AcceptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an incoming session is kept for an application that may accept it; then it is rejected. Default 30 s.</summary>
    public TimeSpan OfferTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many incoming sessions are kept so. Further ones are rejected at once. Default 256.</summary>
    public int OfferCount { get; init; } = 256;

    /// <summary>How long the receiver may take to answer the greeting before it is served as a plain peer. Default 2 s.</summary>
    public TimeSpan GreetingTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The window of a stream: what a sender keeps until it is acknowledged, and what a receiver holds for its application, in bytes.
    /// Default 4 MiB, at least 256 KiB. Also the largest message.
    /// </summary>
    public int WindowBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The most bytes of one data frame of a byte stream. Default 128 KiB, 4 KiB to 256 KiB.</summary>
    public int ChunkBytes { get; init; } = 128 * 1024;

    /// <summary>How long a reliable stream waits for its peer to come back. Default 5 min.</summary>
    public TimeSpan ResumeWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a plain stream waits for a missing frame. Default 10 s.</summary>
    public TimeSpan GapTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a stream may stand still before <see cref="HotlinkEventKind.StreamStalled"/> says who holds it up. Default 5 s.</summary>
    public TimeSpan StallTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long disposing waits for what is still to be delivered. Default 5 s.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a file write waits for its acknowledgement. Default 5 s.</summary>
    public TimeSpan FileTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many bytes of notices (files, manifests, requests) are kept for <see cref="HotlinkClient.Notices"/>. Default 16 MiB.</summary>
    public int NoticeBytes { get; init; } = 16 * 1024 * 1024;
}
