using System.Net;
using System.Net.Sockets;
using Hotlink.Devstack.Network;
using Hotlink.Testing.Waiting;

namespace Hotlink.Devstack.Tests.Network;

public sealed class LinkProxyTests : IAsyncDisposable
{
    private readonly TcpListener _target = new(IPAddress.Loopback, 0);
    private readonly LinkProxy _proxy;
    private readonly int _port;

    public LinkProxyTests()
    {
        _target.Start();
        _port = Enumerable.Range(19_000, 500).First(FreePorts.IsFree);
        _proxy = LinkProxy.Start(_port, ((IPEndPoint)_target.LocalEndpoint).Port);
    }

    [Fact]
    public async Task Mend_AfterAFreeze_BytesGoOn()
    {
        var (near, far) = await ConnectAsync();
        _proxy.Freeze();
        await near.SendAsync(new byte[] { 1, 2 }, TestContext.Current.CancellationToken);
        var received = far.ReceiveAsync(new byte[2], TestContext.Current.CancellationToken).AsTask();
        Assert.False(received.IsCompleted);
        _proxy.Mend();
        Assert.InRange(await received.SoonAsync(), 1, 2);
    }

    [Fact]
    public async Task Cut_AConnection_EndsItAtBothEnds()
    {
        var (near, far) = await ConnectAsync();
        _proxy.Cut();
        Assert.True(await EndsAsync(near));
        Assert.True(await EndsAsync(far));
    }

    [Fact]
    public async Task Cut_NewConnections_AreNotTaken_UntilItIsMended()
    {
        _proxy.Cut();
        using var refused = new TcpClient();
        await refused.ConnectAsync(IPAddress.Loopback, _port, TestContext.Current.CancellationToken);
        Assert.True(await EndsAsync(refused.Client));
        _proxy.Mend();
        var (near, far) = await ConnectAsync();
        await near.SendAsync(new byte[] { 7 }, TestContext.Current.CancellationToken);
        Assert.Equal(1, await far.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken).AsTask().SoonAsync());
    }

    [Fact]
    public async Task Start_TheFirstTargetIsGone_TakesTheNext()
    {
        var port = Enumerable.Range(19_500, 400).First(FreePorts.IsFree);
        await using var proxy = LinkProxy.Start(port, Enumerable.Range(19_900, 90).First(FreePorts.IsFree), ((IPEndPoint)_target.LocalEndpoint).Port);
        using var near = new TcpClient();
        await near.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        using var far = await _target.AcceptSocketAsync(TestContext.Current.CancellationToken);
        Assert.True(far.Connected);
    }

    [Fact]
    public void IsFree_OfAPortThatIsListenedOn_IsFalse() => Assert.False(FreePorts.IsFree(_port));

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _target.Dispose();
    }

    private async Task<(Socket Near, Socket Far)> ConnectAsync()
    {
        var near = new TcpClient();
        await near.ConnectAsync(IPAddress.Loopback, _port);
        return (near.Client, await _target.AcceptSocketAsync().SoonAsync());
    }

    private static async Task<bool> EndsAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1]).SoonAsync() == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
