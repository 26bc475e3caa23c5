using System.Diagnostics;
using Hotlink.Load.Commands;
using Hotlink.Load.Echo;
using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;
using Hotlink.Load.Tunnels;

namespace Hotlink.Load.Tests.Tunnels;

/// <summary>What is measured beside each other, as real processes, for moments only.</summary>
public sealed class ContenderTests
{
    private static readonly TunnelSettings Short = new(1024, TimeSpan.Zero, TimeSpan.FromMilliseconds(500), 2);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_AllContenders_GivesEveryFigureOfEveryRound()
    {
        var contenders = TunnelCommand.Contenders();
        try
        {
            var clock = new Clock(TimeProvider.System);
            var results = await new TunnelBench(contenders, Short, clock, new ProgressLine(TextWriter.Null, false, clock)).RunAsync(Cancelled);

            Assert.Equal(["echo", "relay", "tunnel"], results.TakeLast(3).Select(static result => result.Name));
            Assert.All(results, static result => Assert.Equal(2, result.Rounds.Count));
            Assert.All(results.SelectMany(static result => result.Rounds), static round =>
                Assert.True(round is { MedianMicroseconds: > 0, BytesPerSecond: > 0 } && round.P99Microseconds >= round.MedianMicroseconds, $"{round}"));
        }
        finally
        {
            foreach (var contender in contenders)
            {
                await contender.DisposeAsync();
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(300_000)]
    public async Task Receive_MessagesOfAllHeaderSizes_AreThoseThatWereSent(int size)
    {
        await using var echo = new EchoContender();
        await echo.StartAsync(Cancelled);
        using var socket = await EchoSocket.ConnectAsync(echo.Endpoint, Cancelled);
        var (one, other) = (new byte[size], new byte[size]);
        Random.Shared.NextBytes(one);
        other.AsSpan().Fill(0xee);

        socket.Send(one);
        socket.Send(other);
        socket.SendClose();

        Assert.True(socket.Receive(one));
        Assert.True(socket.Receive(other));
        Assert.False(socket.Receive(one));
    }

    [Fact]
    public async Task Receive_AMessageThatDiffersInItsLastByte_IsRefused()
    {
        await using var echo = new EchoContender();
        await echo.StartAsync(Cancelled);
        using var socket = await EchoSocket.ConnectAsync(echo.Endpoint, Cancelled);
        var sent = new byte[2000];

        socket.Send(sent);
        sent[^1] = 1;

        Assert.False(socket.Receive(sent));
    }

    [Fact]
    public void Of_ThisProcess_GrowsWithWork()
    {
        var before = ProcessCpu.Of([Environment.ProcessId]);
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20);)
        {
            if (ProcessCpu.Of([Environment.ProcessId]) > before)
            {
                return;
            }
        }

        Assert.Fail("Twenty seconds of work took no time of the processor.");
    }
}
