using Hotlink.Gateway.Transport;
using Hotlink.Testing.Waiting;

namespace Hotlink.Gateway.Tests.Transport;

public sealed class TcpInfoTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    // Nobody reads at the other end: its machine acknowledges all the same.
    [Fact]
    public async Task SinceLastAck_PeerReadsNothing_BeginsAnewWithEachWrite()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells.");
        using var pair = await SocketPair.ConnectAsync();
        await EventWait.UntilAsync(() => TcpInfo.SinceLastAck(pair.Near) > Quiet);

        await pair.Near.SendAsync(new byte[1]);

        await EventWait.UntilAsync(() => TcpInfo.SinceLastAck(pair.Near) < Quiet);
    }

    [Fact]
    public async Task SinceLastAck_SocketThatIsClosed_IsNotKnown()
    {
        using var pair = await SocketPair.ConnectAsync();
        pair.Near.Dispose();

        Assert.Null(TcpInfo.SinceLastAck(pair.Near));
    }
}
