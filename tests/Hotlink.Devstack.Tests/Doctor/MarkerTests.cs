using Hotlink.Devstack.Channels;
using Hotlink.Devstack.Doctor;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Tests.Doctor;

public sealed class MarkerTests
{
    private static readonly IReadOnlyList<PartySpec> Parties = [new(0, "a@x.io"), new(1, "b@x.io"), new(2, "c@x.io")];

    [Theory]
    [InlineData(ChannelStyle.Flow)]
    [InlineData(ChannelStyle.Smoke)]
    internal void Look_WhatTheDevstackLaysOut_IsRight(ChannelStyle style)
    {
        var markers = Of(style);
        Assert.Empty(markers.SelectMany(MarkerRules.Look).Concat(MarkerPairs.Look(markers)));
    }

    public static TheoryData<string, string> Alone() => new()
    {
        { "name", "isn't named N_to_M" },
        { "same-ids", "isn't named N_to_M" },
        { "self", "from and to are the same" },
        { "stranger", "joins d@x.io and b@x.io, and a@x.io is neither" },
        { "owner", "lies in the datasite of b@x.io" },
        { "no-own-port", "'ports' has no entry for a@x.io" },
        { "zero-port", "the port is missing or not 1 to 65535" },
        { "no-port", "'port' is missing" },
    };

    [Theory]
    [MemberData(nameof(Alone))]
    public void Look_AMistakeInOneMarker_IsNamed(string mistake, string expected)
    {
        var findings = MarkerRules.Look(Spoil(Of(ChannelStyle.Smoke)[0], mistake)).ToList();
        Assert.Contains(findings, finding => finding.What.Contains(expected, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.True(finding is { Why.Length: > 0, Todo.Length: > 0 }));
    }

    [Fact]
    public void Look_NoCounterpart_SaysThatOneDirectionNeverComesUp()
    {
        var markers = Of(ChannelStyle.Smoke).Where(marker => marker is not { Local: "b@x.io", Name: "0_to_1" }).ToList();
        var finding = Assert.Single(MarkerPairs.Look(markers));
        Assert.StartsWith("b@x.io has no marker to match a@x.io/shared/flows/f/r/_mpc/0_to_1 of a@x.io", finding.What, StringComparison.Ordinal);
        Assert.Contains("only one direction", finding.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_PortsThatDiffer_AreNamedOnce()
    {
        var markers = Of(ChannelStyle.Flow).ToList();
        var at = markers.FindIndex(marker => marker is { Local: "b@x.io", Name: "1_to_0" });
        markers[at] = markers[at] with { Ports = new Dictionary<string, int> { ["a@x.io"] = 9001, ["b@x.io"] = 21001 } };
        Assert.Equal("the ports of 0_to_1 differ: a@x.io says a@x.io is at 20001, b@x.io says 9001", Assert.Single(MarkerPairs.Look(markers)).What);
    }

    [Fact]
    public void Look_SwappedIds_AreFound()
    {
        // Party 1 took 0_to_2 for its channel with party 2.
        var markers = Of(ChannelStyle.Smoke).Select(marker => marker is { Local: "b@x.io", Peer: "c@x.io" } ? marker with { Directory = marker.Directory.Replace("1_to_2", "0_to_2", StringComparison.Ordinal) } : marker).ToList();
        Assert.Contains(MarkerPairs.Look(markers), finding => finding.Severity == Severity.Problem && finding.What.Contains("no party can be number 0", StringComparison.Ordinal));
    }

    [Fact]
    public void Look_AnOutgoingDirectoryOfTheOther_IsFound()
    {
        var markers = Of(ChannelStyle.Flow).Select(marker => marker is { Local: "c@x.io", Name: "2_to_1" }
            ? marker with { From = "b@x.io", To = "c@x.io" } : marker).ToList();
        Assert.Contains(MarkerPairs.Look(markers), finding => finding.What.Contains("2_to_1 of c@x.io is from b@x.io, but number 2 is c@x.io", StringComparison.Ordinal));
    }

    [Fact]
    public void Look_OnePortForTwoRuns_IsFound()
    {
        var markers = Of(ChannelStyle.Smoke).Concat(Of(ChannelStyle.Smoke, "older")).ToList();
        Assert.Contains(MarkerPairs.Look(markers), finding => finding.What.StartsWith("a@x.io has port 20001 for 2 channels", StringComparison.Ordinal));
    }

    [Fact]
    public void Look_AtPorts_TellsTakenFromMissing()
    {
        var markers = Of(ChannelStyle.Smoke).Where(marker => marker.Name == "0_to_1").ToList();
        var findings = PortRules.Look(markers, port => port == 20001, email => email == "a@x.io").ToList();
        Assert.Equal(
            ["nobody listens on port 20001, though the daemon of a@x.io runs", "port 21001 of b@x.io is taken by another program"], findings.Select(finding => finding.What));
        Assert.Equal(Severity.Ok, Assert.Single(PortRules.Look(markers, _ => true, _ => false)).Severity);
    }

    private static List<MarkerFile> Of(ChannelStyle style, string run = "r") => [.. ChannelLayout.Of(Parties, new(20000, 3), style, "f", run).Select(end => new MarkerFile
    {
        Local = end.Owner,
        Directory = end.Directory,
        From = end.Marker.From,
        To = end.Marker.To,
        Port = end.Marker.Port,
        Ports = end.Marker.Ports,
    })];

    private static MarkerFile Spoil(MarkerFile marker, string mistake) => mistake switch
    {
        "name" => marker with { Directory = marker.Directory.Replace("0_to_1", "first", StringComparison.Ordinal) },
        "same-ids" => marker with { Directory = marker.Directory.Replace("0_to_1", "1_to_1", StringComparison.Ordinal) },
        "self" => marker with { To = "a@x.io" },
        "stranger" => marker with { From = "d@x.io" },
        "owner" => marker with { Directory = marker.Directory.Replace("a@x.io", "b@x.io", StringComparison.Ordinal) },
        "no-own-port" => marker with { Ports = new Dictionary<string, int> { ["b@x.io"] = 1 } },
        "zero-port" => marker with { Ports = new Dictionary<string, int> { ["a@x.io"] = 0 } },
        _ => marker with { Port = 0 },
    };
}
