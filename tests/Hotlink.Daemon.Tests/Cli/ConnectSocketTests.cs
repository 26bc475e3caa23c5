using System.Text;
using Hotlink.Daemon.Framing;
using Hotlink.Daemon.Telemetry;
using Hotlink.Daemon.Tests.LocalSockets;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Cli;

/// <summary>Local sockets as a user has them: two daemons, two applications, markers.</summary>
public sealed class ConnectSocketTests : CliTest
{
    private const string Endpoint = $"{Alice}/app_data/latency/rpc/hotlink";
    private readonly Dictionary<string, TemporaryFolder> _folders = new() { [Alice] = new(), [Bob] = new() };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var folder in _folders.Values)
        {
            folder.Dispose();
        }
    }

    [Theory]
    [InlineData("stream.sock", "")]
    [InlineData("stream.tcp", "tcp")]
    public async Task Connect_ApplicationSendsFrames_TheOtherSideReadsThemInOrder(string marker, string mode)
    {
        await File.WriteAllTextAsync(Place(Alice, marker), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Place(Bob, "stream.accept"), "1", TestContext.Current.CancellationToken);
        Start(Alice, mode);
        Start(Bob, mode);

        using var sender = await AppSocket.DialAsync(Place(Alice, marker), Errors);
        await sender.SendAsync(new HlnkFrame($"{Endpoint}/one.request", "first"u8.ToArray(), "", 0));
        await sender.SendAsync(new HlnkFrame($"{Endpoint}/two.request", "second"u8.ToArray(), "", 0));

        using var receiver = await AppSocket.DialAsync(Place(Bob, marker), Errors);
        Assert.Equal(($"{Endpoint}/one.request", "first"), Text(await receiver.ReadAsync()));
        Assert.Equal(($"{Endpoint}/two.request", "second"), Text(await receiver.ReadAsync()));
        await EventWait.UntilAsync(() => Telemetry(Alice) is { TxAvgSendMs: > 0, TxMaxSendMs: > 0 }, Errors);
        await EventWait.UntilAsync(() => Telemetry(Bob) is { RxAvgWriteMs: > 0, RxMaxWriteMs: > 0 }, Errors);
    }

    private TelemetryDocument? Telemetry(string user) =>
        Path.Combine(_folders[user].Path, user, ".syftbox", "hotlink_telemetry.json") is var path && File.Exists(path)
            ? TelemetryFile.Decode(File.ReadAllBytes(path))
            : null;

    private static (string Path, string Text) Text(HlnkFrame? frame) => (frame!.Path, Encoding.UTF8.GetString(frame.Payload.Span));

    private string Place(string user, string name) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(_folders[user].Path, Endpoint)).FullName, name);

    private void Start(string user, string mode) => Own(CliProcess.Start(
        new Dictionary<string, string> { ["SYFTBOX_HOTLINK_IPC"] = mode },
        ["connect", "--server", Relay.Address.ToString(), "--user", user, "--datasites", _folders[user].Path]));
}
