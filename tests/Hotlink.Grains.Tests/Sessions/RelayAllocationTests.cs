using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Tests.Kit;
using Hotlink.Grains.Tests.Local;

namespace Hotlink.Grains.Tests.Sessions;

public sealed class RelayAllocationTests : IAsyncDisposable
{
    private const string Path = "alice@x.io/f.request";
    private const string Sid = "session-1";
    private static readonly Peer Alice = new("alice@x.io", "a1");
    private static readonly Peer Bob = new("bob@x.io", "b1");
    private readonly LocalGrainHost _host = new();
    private readonly CountingSink _sink = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task RelayAsync_OneReceiverThatKeepsUp_AllocatesNothing()
    {
        _host.LetRead(Alice.User, Bob.User);
        Add(Alice, new CountingSink());
        Add(Bob, _sink);
        var session = _host.Grains.GetGrain<ISessionGrain>(GrainKeys.Session(GrainHost.Tenant, Alice.User, Path));
        await session.CallAsync(new OpenRequest(Sid, Alice, Path, Bob.User, ""), static (grain, open) => grain.OpenAsync(open));
        Assert.Equal(default, await session.CallAsync(new SessionMessage(Sid, Bob, ""), static (grain, accept) => grain.AcceptAsync(accept)));

        Send(session, 1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Send(session, 1000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(2000 * 500, _sink.Bytes);
        Assert.Equal(0, _host.Pool.Outstanding);
    }

    private void Send(GrainRef<ISessionGrain> session, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var frame = _host.Pool.Rent(500);
            frame.Length = 500;
            var batch = FrameBatch.Rent();
            batch.Add(frame);
            var call = session.CallAsync(new SessionFrames(Sid, Alice, batch, false), static (grain, frames) => grain.RelayAsync(frames));
            Assert.True(call is { IsCompletedSuccessfully: true, Result: ReasonCode.None });
        }
    }

    private void Add(Peer peer, IConnectionSink sink) => _host.Sinks.Add(GrainKeys.Connection(GrainHost.Tenant, peer.User, peer.Connection), sink);
}
