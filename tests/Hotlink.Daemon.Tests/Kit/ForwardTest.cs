using Hotlink.Client;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Daemon.Tests.Kit;

/// <summary>A test in which Alice forwards a port to a service that Bob exposes.</summary>
public abstract class ForwardTest : TunnelTest
{
    protected const string Directory = "shared/db/0_to_1";

    /// <summary>Starts Alice's end, and waits until it listens.</summary>
    protected async Task<ForwardEnd> ForwardAsync(TunnelOptions? options = null, Func<HotlinkClientOptions, HotlinkClientOptions>? change = null)
    {
        var client = await ConnectAsync(Alice, change);
        var end = Own(ForwardEnd.Forward(client, TunnelSpec.CreateForward(0, Alice, Directory, Bob), options ?? new()));
        await end.UntilAsync(TunnelEventKind.Listening);
        return end;
    }

    /// <summary>Starts Bob's end.</summary>
    protected async Task<ForwardEnd> ExposeAsync(int port, TunnelOptions? options = null) => Own(
        ForwardEnd.Expose(await ConnectAsync(Bob), TunnelSpec.CreateExpose(Bob, Directory, Alice), port, options ?? new()));

    /// <summary>Starts a service and both ends.</summary>
    protected async Task<(ForwardEnd Alice, ForwardEnd Bob, Service Service)> StartPairAsync(TunnelOptions? near = null, TunnelOptions? far = null)
    {
        var service = Own(new Service());
        var bob = await ExposeAsync(service.Port, far);
        return (await ForwardAsync(near), bob, service);
    }

    /// <summary>Makes a connection, and gives both of its ends.</summary>
    protected async Task<(App Client, App Server)> JoinAsync(ForwardEnd alice, Service service)
    {
        var client = await DialAsync(alice.Port);
        return (client, Own(await service.AcceptAsync(alice.Describe)));
    }

}
