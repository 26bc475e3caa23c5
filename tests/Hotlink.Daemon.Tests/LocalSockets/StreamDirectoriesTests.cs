using System.Net;
using Hotlink.Daemon.LocalSockets;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Daemon.Tests.LocalSockets;

/// <summary>Which paths are streams of applications, and what their sockets are called.</summary>
public sealed class StreamDirectoriesTests
{
    private const string Me = "me@x.io";

    [Fact]
    public void SocketName_OfTheVector_IsTheProtocols() => Assert.Equal(
        "7b5606117d43ed990eba4eea2746a454481c7e0a",
        SocketNames.Of("/data/alice@example.com/datasites/alice@example.com/app_data/latency/rpc/hotlink/stream.sock"));

    [Theory] // Pitfall 163.
    [InlineData("me@x.io/app_data/a/rpc/e", true)]
    [InlineData("me@x.io/app_data/a", true)]
    [InlineData("me@x.io/app_data/a/b/c/d/e", true)]
    [InlineData("me@x.io/app_data", false)]
    [InlineData("me@x.io/shared/flows/f/run/_mpc/0_to_1", true)]
    [InlineData("me@x.io/shared/flows/f/run/other/0_to_1", false)]
    [InlineData("me@x.io/shared/flows/f/run/_mpc", false)]
    [InlineData("me@x.io/public/a", false)]
    [InlineData("you@x.io/app_data/a/rpc/e", false)]
    public void IsOwn_Directory_IsServedOrNot(string directory, bool expected) => Assert.Equal(expected, StreamDirectories.IsOwn(Me, directory));

    [Theory]
    [InlineData("me@x.io/d/m.request", "me@x.io/d")]
    [InlineData("me@x.io/d/m.response", "me@x.io/d")]
    [InlineData("me@x.io/d/plain", "me@x.io/d/plain")]
    public void Of_SessionPath_IsItsDirectory(string path, string directory) => Assert.Equal(directory, StreamDirectories.Of(path));

    [Theory]
    [InlineData("me@x.io/d/m.request", true)]
    [InlineData("me@x.io/d/e/m.request", false)]
    [InlineData("me@x.io/other/m.request", false)]
    [InlineData("me@x.io/d/../d/m.request", false)]
    [InlineData("me@x.io/d/stream.tcp.request", false)]
    [InlineData("me@x.io/d/stream.forward.request", false)]
    [InlineData("../d/m.request", false)]
    [InlineData("", false)]
    public void Holds_FramePath_OnlyPlainNames(string path, bool expected) => Assert.Equal(expected, StreamDirectories.Holds("me@x.io/d", path));

    [Theory]
    [InlineData("127.0.0.1:9001", true)]
    [InlineData("tcp://127.0.0.1:9001", true)]
    [InlineData("[::1]:80", true)]
    [InlineData("localhost:0", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("9001", false)]
    [InlineData("example.com:80", false)]
    [InlineData("{\"from\":\"a@x\",\"to\":\"b@x\"}", false)]
    public void TcpAddress_Text_IsReadOrNot(string text, bool expected) => Assert.Equal(expected, TcpAddresses.TryParse(text, out _));

    [Fact] // Pitfall 125: who wants other machines to connect has to say so.
    public void Options_Defaults_AreThisMachineOnly()
    {
        Assert.True(TcpAddresses.TryParse(new LocalSocketOptions().TcpAddress, out var address));
        Assert.True(IPAddress.IsLoopback(address.Address));
        Assert.True(IPAddress.IsLoopback(new TunnelOptions().BindAddress));
    }

    [Fact] // Pitfall 184: two in one process, each as it was told.
    public void Options_TwoAtOnce_AreIndependent()
    {
        var first = new LocalSocketOptions().WithEnvironment(static name => name == "SYFTBOX_HOTLINK_IPC" ? "tcp" : null);
        var second = new LocalSocketOptions { Mode = IpcMode.Unix }.WithEnvironment(static _ => null);

        Assert.Equal((IpcMode.Tcp, IpcMode.Unix), (first.Mode, second.Mode));
    }

    [Fact] // Pitfall 184: handed in; no part reads it from the process.
    public void Options_FromTheEnvironment_SayHowAndWhere()
    {
        var variables = new Dictionary<string, string?> { ["SYFTBOX_HOTLINK_IPC"] = " TCP ", ["SYFTBOX_HOTLINK_TCP_ADDR"] = "0.0.0.0:7" };

        var tcp = new LocalSocketOptions().WithEnvironment(variables.GetValueOrDefault);
        var none = new LocalSocketOptions().WithEnvironment(static _ => null);

        Assert.Equal((IpcMode.Tcp, "0.0.0.0:7"), (tcp.Mode, tcp.TcpAddress));
        Assert.Equal(new LocalSocketOptions(), none);
    }
}
