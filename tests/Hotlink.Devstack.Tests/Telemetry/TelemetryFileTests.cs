using Hotlink.Devstack.Telemetry;
using Hotlink.Testing.Hosting;

namespace Hotlink.Devstack.Tests.Telemetry;

public sealed class TelemetryFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void TryRead_OfOurDaemon_TakesStreams()
    {
        var read = Read("""
            {"updated_ms":1767225600000,"connected":true,"tx_bytes":10,"tx_packets":2,"rx_bytes":20,"rx_packets":3,"rejects":1,"resumes":4,"last_error":"x",
             "live":{"proxies":[{"port":20001,"connected":true},{"port":20002,"connected":false}],
             "streams":[{"path":"a@x/f/_mpc/0_to_1/stream.tcp.request","peer":"b@x","direction":"out","state":"suspended","bytes":7,"frames":5,
                         "waiting_bytes":6,"credit_wait_ms":1500.5,"resumes":2,"held_up_by":"peer-link"}],
             "sessions_out":[{"peer":"never","channel":"x"}]}}
            """)!;
        Assert.Equal((true, 30L, 1L, 4L, "x"), (read.Linked, read.Moved, read.Rejects, read.Resumes, read.LastError));
        Assert.Equal([true, false], [read.Tunnels[20001], read.Tunnels[20002]]);
        var stream = Assert.Single(read.Sessions);
        Assert.Equal(("0_to_1", "b@x", true, "suspended", 2, "peer-link"), (stream.Channel, stream.Peer, stream.Outbound, stream.Status, stream.Resumes, stream.Stall));
        Assert.Equal(1500, stream.CreditWait.TotalMilliseconds, 1.0);
    }

    [Fact]
    public void TryRead_OfTodaysClients_TakesSessions()
    {
        var read = Read("""
            {"mode":"hotlink_p2p","updated_ms":1,"tx_bytes":5,"tx_p2p_packets":1,"live":{
             "sessions_in":[{"sid":"1","peer":"b@x","channel":"1_to_0","webrtc":"none"}],
             "sessions_out":[{"sid":"2","peer":"b@x","channel":"0_to_1","status":"rejected","seq":9}]}}
            """)!;
        Assert.Equal(("p2p", null, null), (read.Path, read.Linked, read.Rejects));
        Assert.Equal([(false, "accepted", 0L), (true, "rejected", 9L)], read.Sessions.Select(session => (session.Outbound, session.Status, session.Frames)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"tx_bytes\":5,")]
    [InlineData("[1]")]
    public void TryRead_WhatIsNoDocument_IsNull(string text) => Assert.Null(Read(text));

    [Theory]
    [InlineData("""{"updated_ms":"soon","tx_bytes":[],"live":7}""")]
    [InlineData("""{"updated_ms":1e300,"tx_bytes":-1e300,"live":{"streams":[7,{}],"proxies":{}}}""")]
    public void TryRead_OtherKinds_AreAsIfMissing(string text) => Assert.Equal(0, Read(text)!.Moved);

    public void Dispose() => _folder.Dispose();

    private TelemetrySnapshot? Read(string text)
    {
        var path = Path.Combine(_folder.Path, "t.json");
        File.WriteAllText(path, text);
        return TelemetryFile.TryRead(path);
    }
}
