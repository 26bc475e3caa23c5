using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using Hotlink.Gateway.Connections;
using Hotlink.Gateway.Hosting;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Node.Serve;
using Hotlink.Protocol;
using Hotlink.Silo.Local;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hotlink.Testing.Hosting;

/// <summary>The real relay, gateway and silo, on a free port, with a datasites folder and a pool of frames of its own.</summary>
public sealed class RelayTestHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryFolder _folder;
    private readonly FailureLog _failures;
    private ConcurrentBag<FakePeer> _peers = [];
    private Task? _stopping;

    private RelayTestHost(WebApplication app, TemporaryFolder folder, FailureLog failures)
    {
        (_app, _folder, _failures) = (app, folder, failures);
        Address = new(app.Urls.Single());
        Pool = app.Services.GetRequiredService<FramePool>();
        Registry = app.Services.GetRequiredService<ConnectionRegistry>();
        Directory = app.Services.GetRequiredService<LocalGrainDirectory>();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The folder of datasites.</summary>
    public string Datasites => _folder.Path;

    /// <summary>The services of the host.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The pool that all frames of this relay come from.</summary>
    public FramePool Pool { get; }

    /// <summary>How many connections it holds.</summary>
    public int ConnectionCount => Registry.Count;

    /// <summary>How many of them were asked for a sign of life and have given none.</summary>
    public int AwaitedCount => Registry.All.Count(static connection => connection.IsAwaited);

    /// <summary>How many parts in sessions its connections have.</summary>
    public int RouteCount => Registry.RouteCount;

    /// <summary>How many session grains are alive: as many as there are directional paths in use.</summary>
    public int SessionGrainCount => Directory.Count<ISessionGrain>();

    /// <summary>How many grains of all kinds are alive.</summary>
    public int GrainCount =>
        SessionGrainCount + Directory.Count<ISessionIdGrain>() + Directory.Count<IConnectionGrain>()
        + Directory.Count<IDatasiteGrain>() + Directory.Count<IPresenceGrain>();

    /// <summary>What the relay holds, in words.</summary>
    public string Holdings =>
        $"{ConnectionCount} connections, {RouteCount} routes, {GrainCount} grains ({SessionGrainCount} of sessions), {Pool.Outstanding} frames";

    /// <summary>What it logged as an error.</summary>
    public IReadOnlyCollection<string> Errors => _failures.Errors;

    private ConnectionRegistry Registry { get; }

    private LocalGrainDirectory Directory { get; }

    private IPEndPoint EndPoint => new(IPAddress.Loopback, Address.Port);

    /// <summary>Starts a relay.</summary>
    public static async Task<RelayTestHost> StartAsync(RelayTestOptions? options = null)
    {
        options ??= RelayTestOptions.Default;
        var folder = new TemporaryFolder();
        options.Datasites?.Invoke(folder.Path);
        var settings = new Dictionary<string, string?> { ["Urls"] = "http://127.0.0.1:0", ["Auth:Mode"] = "Off", ["Datasites"] = folder.Path };
        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }

        var failures = new FailureLog();
        var app = RelayHost.Build(settings, configure: builder =>
        {
            builder.Logging.ClearProviders().AddProvider(failures);
            builder.Services.AddSingleton(new FramePool());
            if (options.Time is { } time)
            {
                builder.Services.AddSingleton<TimeProvider>(time);
            }
        });
        await app.StartAsync();
        app.MarkHotlinkReady();
        return new(app, folder, failures);
    }

    /// <summary>Connects a peer and sees it greeted.</summary>
    public Task<FakePeer> ConnectAsync(string user, WireEncoding encoding = WireEncoding.MsgPack) =>
        ConnectAsync(new PeerOptions { User = user, Encoding = encoding });

    /// <inheritdoc cref="ConnectAsync(string, WireEncoding)"/>
    public async Task<FakePeer> ConnectAsync(PeerOptions options, [CallerMemberName] string phase = "")
    {
        var peer = await TryConnectAsync(options);
        if (peer.Handshake.Status != 101)
        {
            throw new InvalidOperationException($"{phase}: {options.User} was refused with {peer.Handshake.Status}: {peer.Handshake.Body}");
        }

        await peer.NextAsync<Hotlink.Protocol.Messages.SystemMessage>(phase: phase);
        return peer;
    }

    /// <summary>Shakes hands and leaves the answer to the test.</summary>
    public async Task<FakePeer> TryConnectAsync(PeerOptions options)
    {
        var peer = await FakePeer.ConnectAsync(EndPoint, options).SoonAsync();
        _peers.Add(peer);
        return peer;
    }

    /// <summary>The sessions that have something queued for a user's sockets.</summary>
    public IReadOnlyList<string> WaitingSessions(string user) =>
        [.. Registry.All.Where(connection => connection.Identity.Peer.User == user).SelectMany(connection => connection.Outbound.WaitingSessions())];

    /// <summary>All peers so far, for a test that sees to their end itself.</summary>
    public IReadOnlyCollection<FakePeer> TakePeers() => Interlocked.Exchange(ref _peers, []);

    /// <summary>Completes when the relay holds nothing: no connection, no session, no route, no grain.</summary>
    public Task WhenEmptyAsync([CallerMemberName] string phase = "") =>
        EventWait.UntilAsync(
            () => ConnectionCount == 0 && RouteCount == 0 && GrainCount == 0, () => Holdings, expected: "an empty relay", phase: phase);

    /// <summary>Stops the relay as SIGTERM does.</summary>
    public Task StopAsync() => _stopping ??= _app.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var peer in TakePeers())
        {
            await peer.DisposeAsync();
        }

        await StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
