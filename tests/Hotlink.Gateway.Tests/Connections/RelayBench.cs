using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Connections;
using Hotlink.Gateway.Hosting;
using Hotlink.Gateway.Relay;
using Hotlink.Gateway.Tests.Handshake;
using Hotlink.Gateway.Tests.Tenancy;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Protocol;
using Hotlink.Silo.Hosting;
using Hotlink.Silo.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>The services of a node as the product composes them, with a clock, a pool, a log and session grains of the test's own.</summary>
internal sealed class RelayBench : IAsyncDisposable
{
    public const string Tenant = "default";
    public const string Alice = "alice@example.com";
    public const string Bob = "bob@example.com";
    private readonly ServiceProvider _provider;
    private int _connections;

    public RelayBench(Action<ConnectionOptions>? configure = null, INodeEvents? nodes = null)
    {
        var configuration = Edge.Configuration("Auth:Mode=off");
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddMetrics()
            .AddSingleton(configuration)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IHostApplicationLifetime, ApplicationLifetime>()
            .AddLocalSilo()
            .AddHotlinkGateway(configuration)
            .AddSingleton(Pool)
            .AddSingleton<ScriptedGrains>(services => new(services.GetRequiredService<LocalGrainDirectory>()))
            .AddSingleton<IGrainDirectory>(services => services.GetRequiredService<ScriptedGrains>())
            .Configure(configure ?? (static _ => { }));
        if (nodes is not null)
        {
            services.AddSingleton(nodes);
        }

        _provider = services.BuildServiceProvider();
    }

    public ManualClock Clock { get; } = new();

    public FramePool Pool { get; } = new();

    public LogLines Log { get; } = new();

    public ScriptedGrains Grains => Get<ScriptedGrains>();

    public GatewayServices Services => Get<GatewayServices>();

    public FileRelay Files => Get<FileRelay>();

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public ConnectionIdentity Identity(string user = Alice, WireEncoding encoding = WireEncoding.MsgPack, DateTimeOffset? expiresAt = null) =>
        new(Tenant, new Peer(user, $"connection{++_connections}"), encoding, expiresAt, HasVersion: true);

    /// <summary>The session grain of a path.</summary>
    public ScriptedSession Session(string path, string sender = Alice) => Grains.Session(GrainKeys.Session(Tenant, sender, path));

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
