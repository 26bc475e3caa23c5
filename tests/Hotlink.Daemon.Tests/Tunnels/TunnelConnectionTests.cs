using System.Net;
using System.Net.Sockets;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Daemon.Tunnels.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Tunnels;

/// <summary>A reset is a reset at both ends of an application's connection, whatever is being read and written at that moment.</summary>
public sealed class TunnelConnectionTests : IDisposable
{
    private const int Times = 300;
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Random _random = new(1);

    public TunnelConnectionTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Reset_InTheMiddleOfReadsAndWrites_NeverLooksLikeAnEndToTheApplication()
    {
        for (var time = 0; time < Times; time++)
        {
            await using var app = await DialAsync();
            using var connection = await AcceptAsync();
            var busy = Task.WhenAll(WriteAsync(bytes => connection.SendAsync(bytes, Cancellation)), ReadAllAsync(connection));
            var reading = ReadAllAsync(app);
            Thread.SpinWait(_random.Next(40_000));
            connection.Reset();
            await busy.SoonAsync();
            Assert.False(await reading.SoonAsync());
        }
    }

    [Fact]
    public async Task Receive_WhileAWriteMeetsTheReset_NeverSeesAnEnd()
    {
        for (var time = 0; time < Times; time++)
        {
            var app = await DialAsync();
            using var connection = await AcceptAsync();
            var writing = WriteAsync(bytes => connection.SendAsync(bytes, Cancellation));
            var reading = ReadAllAsync(connection);
            await app.WriteAsync(new byte[_random.Next(1, 100_000)]);
            Thread.SpinWait(_random.Next(10_000));
            app.Reset();
            await writing.SoonAsync();
            Assert.False(await reading.SoonAsync());
        }
    }

    private Task<App> DialAsync() => App.DialAsync(((IPEndPoint)_listener.LocalEndpoint).Port);

    private async Task<TunnelConnection> AcceptAsync() => new(await _listener.AcceptSocketAsync(Cancellation), default);

    private static async Task WriteAsync(Func<ReadOnlyMemory<byte>, ValueTask> write)
    {
        await Task.Yield();
        try
        {
            for (var bytes = new byte[16 * 1024]; ;)
            {
                await write(bytes);
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // The reset.
        }
    }

    private static Task<bool> ReadAllAsync(App app) => SeesEndAsync(buffer => new(app.ReadSomeAsync(buffer)));

    private static Task<bool> ReadAllAsync(TunnelConnection connection) =>
        SeesEndAsync(buffer => connection.ReceiveAsync(buffer, Cancellation));

    private static async Task<bool> SeesEndAsync(Func<Memory<byte>, ValueTask<int>> read)
    {
        await Task.Yield();
        var buffer = new byte[32 * 1024];
        try
        {
            while (await read(buffer) > 0)
            {
            }

            return true;
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
