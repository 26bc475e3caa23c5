using System.Net.Sockets;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Daemon.Tunnels.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Tunnels;

public sealed class TunnelConnectionTests
{
    [Fact]
    public async Task IsReset_ApplicationResetsWhatNobodyReads_IsSeenAndTheReadFailsAllTheSame()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        await using var app = await App.DialAsync(((System.Net.IPEndPoint)listener.LocalEndpoint).Port);
        using var connection = new TunnelConnection(await listener.AcceptSocketAsync(TestContext.Current.CancellationToken), TimeSpan.Zero);
        await app.WriteAsync("unread");
        Assert.True(await connection.HasWord.SoonAsync());
        Assert.False(connection.IsReset);

        app.Reset();

        await EventWait.UntilAsync(() => connection.IsReset);
        Assert.True(connection.IsReset);
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (await connection.ReceiveAsync(new byte[16], TestContext.Current.CancellationToken) > 0)
            {
            }
        });
    }
}
