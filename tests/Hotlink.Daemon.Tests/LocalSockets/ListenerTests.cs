using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Hotlink.Daemon.LocalSockets;
using Hotlink.Testing.Hosting;

namespace Hotlink.Daemon.Tests.LocalSockets;

/// <summary>Where applications connect: private to the user, and never over somebody else's file.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ListenerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Sockets => Path.Combine(_folder.Path, "sockets");

    private string SocketFile => Path.Combine(Sockets, $"{SocketNames.Of("/m")}.sock");

    public void Dispose() => _folder.Dispose();

    [Fact] // Pitfall 124.
    public async Task Open_NewFolder_IsPrivateToTheUser()
    {
        await using var listener = await SocketListener.OpenUnixAsync(Sockets, "/m", Cancellation);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Sockets));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SocketFile));
        Assert.Equal(SocketFile, listener.Address);
    }

    [Fact] // Pitfall 124.
    public async Task Open_FolderWasOpenToAll_IsClosedToOthers()
    {
        Directory.CreateDirectory(Sockets, (UnixFileMode)Convert.ToInt32("777", 8));

        await using var listener = await SocketListener.OpenUnixAsync(Sockets, "/m", Cancellation);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Sockets));
    }

    [Fact] // Pitfall 124.
    public async Task Open_FolderIsALink_IsRefused()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "elsewhere"));
        Directory.CreateSymbolicLink(Sockets, Path.Combine(_folder.Path, "elsewhere"));

        Assert.Equal(IpcFault.FolderNotAFolder, (await FaultAsync()).Fault);
    }

    [Fact] // Pitfall 124.
    public async Task Open_FolderOfAnotherUser_IsRefused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can give a folder away.");
        Directory.CreateDirectory(Sockets);
        using var chown = Process.Start("chown", ["65534", Sockets]);
        await chown.WaitForExitAsync(Cancellation);

        Assert.Equal(IpcFault.FolderNotOwned, (await FaultAsync()).Fault);
    }

    [Fact] // Pitfall 124.
    public async Task Open_SocketOfADeadProcess_IsReplaced()
    {
        Directory.CreateDirectory(Sockets);
        var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var moved = SocketFile + ".moved";
        dead.Bind(new UnixDomainSocketEndPoint(moved));
        File.Move(moved, SocketFile); // Closing a socket removes its file, where it still has its name.
        dead.Dispose();
        Assert.True(File.Exists(SocketFile));

        await using var listener = await SocketListener.OpenUnixAsync(Sockets, "/m", Cancellation);

        using var app = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await app.ConnectAsync(new UnixDomainSocketEndPoint(SocketFile), Cancellation);
    }

    [Fact] // Pitfall 124.
    public async Task Open_SomebodyListens_IsRefusedAndLeftAlone()
    {
        await using var first = await SocketListener.OpenUnixAsync(Sockets, "/m", Cancellation);

        Assert.Equal(IpcFault.InUse, (await FaultAsync()).Fault);
        Assert.True(File.Exists(SocketFile));
    }

    [Theory] // Pitfall 124.
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_SomethingElseHasTheName_IsRefusedAndLeftAlone(bool isLink)
    {
        Directory.CreateDirectory(Sockets);
        var precious = Path.Combine(_folder.Path, "precious");
        await File.WriteAllTextAsync(precious, "content", Cancellation);
        if (isLink)
        {
            File.CreateSymbolicLink(SocketFile, precious);
        }
        else
        {
            await File.WriteAllTextAsync(SocketFile, "content", Cancellation);
        }

        Assert.Equal(IpcFault.NotASocket, (await FaultAsync()).Fault);
        Assert.Equal("content", await File.ReadAllTextAsync(SocketFile, Cancellation));
    }

    [Fact]
    public async Task Open_NameTooLongForASocket_IsRefused() => Assert.Equal(
        IpcFault.BadAddress,
        (await Assert.ThrowsAsync<IpcException>(() => SocketListener.OpenUnixAsync(Path.Combine(_folder.Path, new string('x', 100)), "/m", Cancellation))).Fault);

    [Fact]
    public void OpenTcp_BadAddress_IsRefused() =>
        Assert.Equal(IpcFault.BadAddress, Assert.Throws<IpcException>(() => SocketListener.OpenTcp("nowhere")).Fault);

    [Fact] // Pitfall 173.
    public async Task Pipe_OneAfterTheOther_BothAreServed()
    {
        await using var listener = PipeListener.Open(_folder.Path);
        Assert.Equal($@"\\.\pipe\syftbox-hotlink-{SocketNames.Of(_folder.Path)}", listener.Address);
        Assert.Equal(IpcFault.InUse, Assert.Throws<IpcException>(() => PipeListener.Open(_folder.Path)).Fault);
        for (var round = 0; round < 2; round++)
        {
            await using var app = new System.IO.Pipes.NamedPipeClientStream(".", listener.Address[@"\\.\pipe\".Length..], System.IO.Pipes.PipeDirection.InOut);
            var accepting = listener.AcceptAsync(Cancellation);
            await app.ConnectAsync(Cancellation);
            await using var stream = (await accepting).Stream;
            await app.WriteAsync(new byte[] { 42 }, Cancellation);
            var one = new byte[1];
            Assert.Equal((1, 42), (await stream.ReadAsync(one, Cancellation), one[0]));
        }
    }

    [Theory] // Pitfall 121.
    [InlineData("", true)]
    [InlineData("127.0.0.1:5", true)]
    [InlineData("{\"from\":\"a@x.io\",\"to\":\"b@x.io\",\"port\":1}", false)]
    [InlineData("9001", false)]
    public void Marker_OfTcp_IsReplacedOnlyWhereItIsAnAddress(string content, bool isOurs)
    {
        var marker = Path.Combine(_folder.Path, "stream.tcp");
        File.WriteAllText(marker, content);

        var failure = Record.Exception(() => IpcMarker.Write(marker, IpcMode.Tcp, "127.0.0.1:6"));

        Assert.Equal(isOurs ? null : IpcFault.MarkerForeign, (failure as IpcException)?.Fault);
        Assert.Equal(isOurs ? "127.0.0.1:6" : content, File.ReadAllText(marker));
        IpcMarker.Clear(marker, IpcMode.Tcp, "127.0.0.1:6");
        Assert.Equal(isOurs ? "" : content, File.ReadAllText(marker));
    }

    private async Task<IpcException> FaultAsync() =>
        await Assert.ThrowsAsync<IpcException>(() => SocketListener.OpenUnixAsync(Sockets, "/m", Cancellation));
}
