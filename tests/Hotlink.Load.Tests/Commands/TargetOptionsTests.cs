using System.CommandLine;
using Hotlink.Load.Commands;

namespace Hotlink.Load.Tests.Commands;

public sealed class TargetOptionsTests
{
    [Fact]
    public void Server_NothingNamed_IsTheDefaultOne()
    {
        var parsed = Parse();

        Assert.Equal("http://127.0.0.1:8080", TargetOptions.Server(parsed).Nodes.Text);
        Assert.Empty(TargetOptions.Server(parsed).Pids);
        Assert.Null(TargetOptions.Other(parsed));
    }

    [Theory]
    [InlineData("--url", "http://a:1,http://b:2")]
    [InlineData("--url", "http://a:1", "--url", "http://b:2")]
    public void Server_SeveralNodes_TakesAllOfThem(params string[] args)
    {
        var nodes = TargetOptions.Server(Parse(args)).Nodes;

        Assert.Equal(("a", "b", "b", "a"), (nodes.SenderOf(0).Host, nodes.SenderOf(1).Host, nodes.ReaderOf(0).Host, nodes.ReaderOf(1).Host));
    }

    [Fact]
    public void Other_WithReceiversAndProcesses_KeepsThemApartFromTheFirst()
    {
        var parsed = Parse(
            "--url", "http://a:1", "--receivers-url", "http://b:2", "--pid", "3", "--pid", "4", "--compare", "http://c:5", "--receivers-url2", "http://d:6", "--pid2", "7", "8");

        Assert.Equal(("b", 3, 4), (TargetOptions.Server(parsed).Nodes.ReaderOf(0).Host, TargetOptions.Server(parsed).Pids[0], TargetOptions.Server(parsed).Pids[1]));
        Assert.Equal(("d", 7, 8), (TargetOptions.Other(parsed)!.Nodes.ReaderOf(0).Host, TargetOptions.Other(parsed)!.Pids[0], TargetOptions.Other(parsed)!.Pids[1]));
    }

    [Theory]
    [InlineData("--url", "http://a:1,nonsense")]
    [InlineData("--url", ",")]
    [InlineData("--pid", "0")]
    [InlineData("--pid2", "x")]
    public void Parse_WhatIsNoAddressOrNoId_IsAnError(params string[] args) => Assert.NotEmpty(Parse(args).Errors);

    private static ParseResult Parse(params string[] args)
    {
        var command = new Command("test");
        foreach (var option in TargetOptions.All)
        {
            command.Options.Add(option);
        }

        return command.Parse(args);
    }
}
