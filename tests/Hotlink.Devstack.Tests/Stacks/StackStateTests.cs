using Hotlink.Devstack.Processes;
using Hotlink.Devstack.Stacks;
using Hotlink.Testing.Hosting;

namespace Hotlink.Devstack.Tests.Stacks;

public sealed class StackStateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private StackHome Home => new(_folder.Path);

    [Fact]
    public void Save_AState_IsLoadedAsItWas()
    {
        var state = Of("1-a") with { Processes = [new("relay0", new(1, "boot-7"), "/log", null)], Owner = new(2, "x") };
        state.Save();
        var loaded = Assert.Single(Home.List());
        Assert.Equal(state.Processes, loaded.Processes);
        Assert.Equal((state.Owner, state.Ports, state.Created, state.Parties[0]), (loaded.Owner, loaded.Ports, loaded.Created, loaded.Parties[0]));
        Assert.False(loaded.IsLive);
    }

    // What a state names is removed and ended: one that names something else is no state.
    [Theory]
    [InlineData("1-a", "/")]
    [InlineData("2-b", null)]
    public void List_AStateOfAnotherPlace_IsLeftAlone(string runId, string? root)
    {
        var state = Of("1-a");
        state.Save();
        var text = File.ReadAllText(state.Layout.StateFile);
        File.WriteAllText(state.Layout.StateFile, text.Replace($"\"{state.Root}\"", $"\"{root ?? state.Root}\"", StringComparison.Ordinal).Replace("\"1-a\"", $"\"{runId}\"", StringComparison.Ordinal));
        Assert.Empty(Home.List());
        Assert.Empty(LeftoverFinder.Find(Home));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    public void List_WhatIsNoState_IsLeftAlone(string text)
    {
        Directory.CreateDirectory(Home.LayoutOf("1-a").Root);
        File.WriteAllText(Home.LayoutOf("1-a").StateFile, text);
        Assert.Empty(Home.List());
    }

    [Fact]
    public void Find_ByTheBeginning_WantsOneThatFits()
    {
        Of("1-a").Save();
        Of("2-b").Save();
        Assert.Equal("2-b", Home.Find("2").RunId);
        Assert.Equal("Which one? 1-a, 2-b", Assert.Throws<DevstackException>(() => Home.Find(null)).Message);
    }

    [Fact]
    public void IsLive_WithALivingOwner_IsTrue()
    {
        Assert.True((Of("1-a") with { Owner = ProcessIdentity.Of(Environment.ProcessId) }).IsLive);
        Assert.Empty(LeftoverFinder.Find(Home));
    }

    [Theory]
    [InlineData("29509775-c103b98b", true)]
    [InlineData("..", false)]
    [InlineData("", false)]
    [InlineData("-x", false)]
    [InlineData("a/b", false)]
    public void IsValid_ARunId_IsJudged(string text, bool expected) => Assert.Equal(expected, RunId.IsValid(text));

    [Fact]
    public void Create_RunIds_Differ()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1770638400);
        Assert.StartsWith("29510640-", RunId.Create(now), StringComparison.Ordinal);
        Assert.NotEqual(RunId.Create(now), RunId.Create(now));
        Assert.True(RunId.IsValid(RunId.Create(now)));
    }

    public void Dispose() => _folder.Dispose();

    private StackState Of(string runId) => new()
    {
        RunId = runId,
        Root = Path.Combine(_folder.Path, runId),
        Created = DateTimeOffset.UnixEpoch,
        Parties = PartySpec.Default(2),
        Ports = new(20000, 2),
        RelayNodes = 1,
    };
}
