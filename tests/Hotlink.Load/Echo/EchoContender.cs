using System.Buffers.Binary;
using Hotlink.Load.Client;
using Hotlink.Load.Measuring;
using Hotlink.Load.Processes;
using Hotlink.Load.Tunnels;

namespace Hotlink.Load.Echo;

/// <summary>
/// A bare WebSocket echo, in a process of its own: the limit of what the framework gives. Its round trip passes two sockets of the server,
/// that of a relay four.
/// </summary>
internal sealed class EchoContender : IContender
{
    private const int BulkBytes = 64 * 1024;
    private ChildProcess? _process;

    /// <inheritdoc/>
    public string Name => "echo";

    /// <inheritdoc/>
    public bool IsOurs => false;

    /// <summary>Where it listens, once it is started.</summary>
    public Endpoint Endpoint { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = ChildProcess.StartOwn("Hotlink.Load", ["echo"]);
        var address = await _process.ListensAsync(cancellationToken);
        Endpoint = Client.Endpoint.TryParse(address) ?? throw new LoadException($"the echo does not say where it listens: {address}");
    }

    /// <inheritdoc/>
    public async Task<RouteFigures> MeasureAsync(TunnelSettings settings, Clock clock, CancellationToken cancellationToken)
    {
        LatencyHistogram latency;
        using (var socket = await EchoSocket.ConnectAsync(Endpoint, cancellationToken))
        {
            latency = await OwnThread.RunAsync(() => Ask(socket, settings, clock));
        }

        cancellationToken.ThrowIfCancellationRequested();
        using (var socket = await EchoSocket.ConnectAsync(Endpoint, cancellationToken))
        {
            var before = ProcessCpu.Of([_process!.Id]);
            var (rate, bytes) = await FloodAsync(socket, settings, clock);
            return RouteFigures.Of(latency, rate, ProcessCpu.Of([_process.Id]) - before, bytes);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private static LatencyHistogram Ask(EchoSocket socket, TunnelSettings settings, Clock clock)
    {
        var payload = new byte[settings.PayloadBytes];
        Random.Shared.NextBytes(payload);
        var histogram = new LatencyHistogram();
        var began = clock.Now;
        var (from, to) = (clock.After(began, settings.Warmup.TotalNanoseconds), clock.After(began, (settings.Warmup + settings.Duration).TotalNanoseconds));
        for (long round = 0, now = began; now < to; round++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(payload, round);
            var stamp = clock.Now;
            socket.Send(payload);
            if (!socket.Receive(payload))
            {
                throw new LoadException($"message {round} of the echo: what came back is not what was sent.");
            }

            now = clock.Now;
            if (stamp >= from)
            {
                histogram.Record(clock.NanosecondsBetween(stamp, now));
            }
        }

        return histogram;
    }

    // One thread sends as much as the echo takes, another takes what comes back.
    private static async Task<(double Rate, double Bytes)> FloodAsync(EchoSocket socket, TunnelSettings settings, Clock clock)
    {
        var payload = new byte[BulkBytes];
        Random.Shared.NextBytes(payload);
        var began = clock.Now;
        var (from, to) = (clock.After(began, settings.Warmup.TotalNanoseconds), clock.After(began, (settings.Warmup + settings.Duration).TotalNanoseconds));
        var send = OwnThread.RunAsync(() => Send(socket, payload, to, clock));
        var (counted, all) = await OwnThread.RunAsync(() => Receive(socket, payload, (from, to), clock));
        return await send == all
            ? (counted * BulkBytes / settings.Duration.TotalSeconds, all * (double)BulkBytes)
            : throw new LoadException("the echo did not send back as many messages as it was sent, or not as they were.");
    }

    private static long Send(EchoSocket socket, byte[] payload, long to, Clock clock)
    {
        var sent = 0L;
        for (; clock.Now < to; sent++)
        {
            socket.Send(payload);
        }

        socket.SendClose();
        return sent;
    }

    private static (long Counted, long All) Receive(EchoSocket socket, byte[] payload, (long From, long To) span, Clock clock)
    {
        var (counted, all) = (0L, 0L);
        for (; socket.Receive(payload); all++)
        {
            counted += clock.Now is var now && now >= span.From && now <= span.To ? 1 : 0;
        }

        return (counted, all);
    }
}
