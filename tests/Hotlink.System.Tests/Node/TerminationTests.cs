using System.Net;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Node;

/// <summary>SIGTERM to a real process: pitfalls 12 and 13.</summary>
[Collection(nameof(Alone))]
public sealed class TerminationTests : IDisposable
{
    private const string Alice = "alice@one.example";
    private const string Bob = "bob@two.example";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sigterm_PeersAndSessionsThere_PeersGet1012AndExitCodeIs0()
    {
        SkipOnWindows();
        await using var node = Start();
        var peers = new List<FakePeer>();
        for (var i = 0; i < 20; i++)
        {
            peers.Add(await node.ConnectAsync(new PeerOptions { User = $"user{i}@many.example" }));
        }

        var watch = FairStopwatch.Start();
        await node.TerminateAsync();

        foreach (var peer in peers)
        {
            Assert.Equal(new ClosedBy(1012, "relay shutting down"), await peer.ClosedAsync());
        }

        Assert.Equal(0, await node.ExitCodeAsync());
        Assert.True(watch.Elapsed < Limit, node.Output);
    }

    // What the relay has taken is written out before the end, to a reader that takes its time: longer than any default of two seconds.
    [Fact]
    public async Task Sigterm_FramesQueuedForASlowReader_AllDeliveredBeforeTheClose()
    {
        SkipOnWindows();
        await using var node = Start();
        var alice = await node.ConnectAsync(new PeerOptions { User = Alice });
        var bob = await node.ConnectAsync(new PeerOptions { User = Bob, SocketBufferBytes = 64 * 1024 });
        await alice.PublishRulesAsync();
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        const int Count = 24;
        var recorder = new StreamRecorder(bob, Count);
        bob.StopReading();
        for (var seq = 1UL; seq <= Count; seq++)
        {
            await alice.SendDataAsync(sessionId, seq, "", StreamPattern.At(seq, 100_000));
        }

        await FenceAsync(alice);
        await node.TerminateAsync();
        Assert.Equal(1012, (await alice.ClosedAsync()).Code);
        using var http = new HttpClient();
        await EventWait.UntilAsync(() => IsUnreadyAsync(http, node).Result, () => node.Output);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, TestContext.Current.CancellationToken);
        bob.GoOnReading();

        await recorder.CompleteAsync();
        Assert.Equal(1012, (await bob.ClosedAsync()).Code);
        Assert.Equal(0, await node.ExitCodeAsync());
    }

    // A peer that never answers holds up nothing: within 10 s the process has ended, and well.
    [Fact]
    public async Task Sigterm_PeerThatNeitherReadsNorAnswers_EndsInTime()
    {
        SkipOnWindows();
        await using var node = Start();
        var alice = await node.ConnectAsync(new PeerOptions { User = Alice });
        var bob = await node.ConnectAsync(new PeerOptions { User = Bob, SocketBufferBytes = 16 * 1024 });
        await alice.PublishRulesAsync();
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        bob.StopReading();
        var flood = new Flood(alice, sessionId, 64 * 1024);
        await EventWait.UntilAsync(() => flood.Count > 100, () => $"{flood.Count} frames");

        var watch = FairStopwatch.Start();
        await node.TerminateAsync();

        Assert.Equal(0, await node.ExitCodeAsync());
        Assert.True(watch.Elapsed < Limit + TimeSpan.FromSeconds(1), node.Output);
        await flood.StopAsync();
    }

    // Readiness goes first, so that no load balancer sends anybody here; whoever comes all the same is told.
    [Fact]
    public async Task Sigterm_WhileAConnectionLingers_NotReadyAndNoNewConnections()
    {
        SkipOnWindows();
        await using var node = Start();
        var address = await node.AddressAsync();
        await node.ConnectAsync(new PeerOptions { User = Alice, AnswersClose = false });
        using var http = new HttpClient { BaseAddress = address };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/readyz", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);

        await node.TerminateAsync();

        await EventWait.UntilAsync(() => IsUnreadyAsync(http, node).Result, () => node.Output);
        Assert.Equal(0, await node.ExitCodeAsync());
    }

    private static async Task FenceAsync(FakePeer peer)
    {
        await peer.SendAsync(new FileDelete("fence"));
        await peer.NextAsync<ErrorMessage>();
    }

    // Not ready is either an answer that says so, or no answer any more.
    private static async Task<bool> IsUnreadyAsync(HttpClient http, NodeProcess node)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(await node.AddressAsync(), "/readyz"));
            return response.StatusCode == HttpStatusCode.ServiceUnavailable;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }

    private static void SkipOnWindows()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no SIGTERM.");
        }
    }

    private NodeProcess Start() => NodeProcess.Start(_folder.Path, "serve", "--urls", "http://127.0.0.1:0", "--auth", "off", "--datasites", _folder.Path);
}
