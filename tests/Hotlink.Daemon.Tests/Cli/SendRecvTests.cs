using System.Security.Cryptography;

namespace Hotlink.Daemon.Tests.Cli;

public sealed class SendRecvTests : CliTest
{
    private const string TheirPath = $"{Alice}/files/copy";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20_000_000)]
    public async Task Send_ReceiverThere_CopiesEveryByte(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        var receiver = Start("recv", TheirPath, "--user", Bob, "--from", Alice);
        var sender = Start("send", TheirPath, "--user", Alice, "--to", Bob);

        await sender.Input.WriteAsync(content, TestContext.Current.CancellationToken);
        sender.Input.Close();

        Assert.Equal(0, (await sender.EndAsync()).Code);
        var (code, output) = await receiver.EndAsync();
        Assert.Equal(0, code);
        Assert.Equal(SHA256.HashData(content), SHA256.HashData(output));
    }

    [Fact]
    public async Task Send_ReceiverComesLater_WaitsForIt()
    {
        var sender = Start("send", TheirPath, "--user", Alice);
        sender.Input.Write("hello"u8);
        sender.Input.Close();
        await sender.SaysAsync("waiting for a receiver");

        var receiver = Start("recv", TheirPath, "--user", Bob);

        Assert.Equal((0, "hello"), ((await receiver.EndAsync()) is var (code, output) ? (code, System.Text.Encoding.UTF8.GetString(output)) : default));
        Assert.Equal(0, (await sender.EndAsync()).Code);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 130)]
    [InlineData("KILL", 137)]
    public async Task Recv_SenderIsStopped_KeepsWhatCameAndDoesNotEndWithZero(string signal, int senderCode)
    {
        var receiver = Start("recv", TheirPath, "--user", Bob);
        var sender = Start("send", TheirPath, "--user", Alice);
        sender.Input.Write("half of it"u8);
        await sender.Input.FlushAsync(TestContext.Current.CancellationToken);
        await receiver.WroteAsync("half of it".Length);

        await sender.SignalAsync(signal);

        Assert.Equal(senderCode, (await sender.EndAsync()).Code);
        if (signal == "KILL")
        {
            await receiver.SaysAsync("is interrupted"); // It might come back: its user decides how long to wait.
            await receiver.SignalAsync("INT");
        }

        var (code, output) = await receiver.EndAsync();
        Assert.NotEqual(0, code);
        Assert.Equal("half of it"u8, output);
    }

    [Fact]
    public async Task Send_NobodyComes_SaysWhatToDo()
    {
        var sender = Start("send", TheirPath, "--user", Alice, "--wait", "3");

        Assert.Equal(1, (await sender.EndAsync()).Code);
        Assert.Contains("is the peer connected and waiting?", sender.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("no connection", sender.Errors, StringComparison.Ordinal); // Its own farewell is no fault.
    }

    [Fact]
    public async Task Recv_NobodyComes_EndsInTime()
    {
        var receiver = Start("recv", TheirPath, "--user", Bob, "--wait", "3");

        Assert.Equal(1, (await receiver.EndAsync()).Code);
        Assert.Contains("Timeout", receiver.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "Which relay?", "send", TheirPath, "--user", Alice)]
    [InlineData(2, "no address of a relay", "send", TheirPath, "--user", Alice, "--server", "localhost:80")]
    [InlineData(2, "is no email", "send", TheirPath, "--user", "alice", "--server", "http://127.0.0.1:1")]
    [InlineData(2, "--wait is a number of seconds", "recv", TheirPath, "--user", Alice, "--server", "http://127.0.0.1:1", "--wait", "-1")]
    [InlineData(2, "Unrecognized command", "sned")]
    [InlineData(1, "RelayUnreachable", "recv", TheirPath, "--user", Alice, "--server", "http://127.0.0.1:1", "--wait", "0.3")]
    public async Task Command_CanNotWork_SaysWhyAndEndsWithItsCode(int expected, string words, params string[] arguments)
    {
        var process = Own(CliProcess.Start(arguments));

        var (code, _) = await process.EndAsync();

        Assert.Equal((expected, true), (code, process.Errors.Contains(words, StringComparison.Ordinal)));
    }
}
