using System.Net.Sockets;
using System.Text;
using Hotlink.Devstack.Doctor;
using Hotlink.Devstack.Processes;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Devstack.Tests.Doctor;

public sealed class SignsTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 2, 9, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Tokens() => new()
    {
        { """{"sub":"a@x.io","type":"access","exp":4000000000}""", "the token is for a@x.io and in time" },
        { """{"sub":"A@X.io"}""", "the token is for a@x.io and in time" },
        { """{"sub":"b@x.io","exp":4000000000}""", "the token is for 'b@x.io', not for a@x.io" },
        { """{"sub":"a@x.io","type":"refresh"}""", "the token is of type 'refresh'" },
        { """{"sub":"a@x.io","exp":1770638400}""", "the token expired 0 min ago" },
        { """{"sub":"a@x.io","exp":1770638700}""", "the token expires in 5 min" },
        { """[1]""", "the token is not a JSON web token" },
    };

    [Theory]
    [MemberData(nameof(Tokens))]
    public void Token_ItsClaims_AreJudged(string claims, string expected)
    {
        var middle = Convert.ToBase64String(Encoding.UTF8.GetBytes(claims)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        Assert.Equal(expected, Assert.Single(TokenRules.Look($"e30.{middle}.c2ln", "a@x.io", Now)).What);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.!.c")]
    public void Token_WhatIsNone_IsSaidWithoutRepeatingIt(string token) =>
        Assert.Equal("the token is not a JSON web token", Assert.Single(TokenRules.Look(token, "a@x.io", Now)).What);

    [Theory]
    [InlineData(2, Severity.Ok)]
    [InlineData(-30, Severity.Warning)]
    [InlineData(90, Severity.Problem)]
    internal void Clock_ASkew_IsJudged(int seconds, Severity expected) => Assert.Equal(expected, ClockRules.Look(Now, Now.AddSeconds(seconds)).Severity);

    [Fact]
    public void Paths_AnAtSign_IsWarnedOf()
    {
        var party = new PartyFolder("a@x.io", Path.Combine(_folder.Path, "a@x.io", "datasites"));
        Directory.CreateDirectory(party.Own);
        var finding = Assert.Single(PathRules.Look(party), finding => finding.What.EndsWith("has an @ in it", StringComparison.Ordinal));
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Theory]
    [InlineData("A@x.io", "use a@x.io")]
    [InlineData("nobody", "use a plain address")]
    public void Paths_AnEmailThatIsNone_IsAProblem(string email, string todo) =>
        Assert.Contains(PathRules.Look(new(email, _folder.Path)), finding => finding.Severity == Severity.Problem && finding.Todo == todo);

    [Fact]
    public void Sockets_WithoutADaemon_AreFound()
    {
        var (dead, alive) = (Path.Combine(_folder.Path, "dead.sock"), Path.Combine(_folder.Path, "alive.sock"));
        File.WriteAllText(dead, "");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(alive));
        socket.Listen();
        if (SocketRules.OpenSockets() is not { } open)
        {
            Assert.Skip("The system doesn't list its sockets.");
            return;
        }

        Assert.Equal($"1 socket file(s) in {_folder.Path} have no daemon any more, such as dead.sock", Assert.Single(SocketRules.Look(_folder.Path, open)).What);
        Assert.Empty(SocketRules.Look(_folder.Path, null));
    }

    [Fact]
    public void DebugPaths_InABinary_AreFound()
    {
        var file = Encoding.ASCII.GetBytes("\0\x7fELF\0/home/me/x/target/debug/build/y-1/out/lib\0more\0@loader_path\0");
        Assert.Equal(["/home/me/x/target/debug/build/y-1/out/lib"], ProbeRules.DebugPaths(file));
        Assert.Empty(ProbeRules.DebugPaths("/target/release/"u8));
    }

    [Theory]
    [InlineData("sleep 100", 300, Severity.Ok, "stays alive for 0.3 s")]
    [InlineData("true", 20000, Severity.Ok, "ended with code 0")]
    [InlineData("sh -c 'echo oh; exit 4'", 20000, Severity.Problem, "ended with code 4")]
    [InlineData("sh -c 'kill -9 $$'", 20000, Severity.Problem, "SIGKILL (9)")]
    [InlineData("no-such-program-here", 1, Severity.Problem, "doesn't exist")]
    internal async Task Probe_AProgram_IsLookedAt(string command, int milliseconds, Severity severity, string text)
    {
        var findings = await new ProbeCheck(TimeProvider.System).LookAsync(command, TimeSpan.FromMilliseconds(milliseconds), CancellationToken.None).SoonAsync();
        Assert.Equal(severity, findings[^1].Severity);
        Assert.Contains(text, findings[^1].What, StringComparison.Ordinal);
    }

    [Fact]
    public void Probe_EachEnd_HasItsAdvice() => Assert.Equal(4, new[] { EndedBy.OutOfMemory, EndedBy.Crash, EndedBy.Unknown, EndedBy.Itself }
        .Select(by => ProbeRules.Look(new("p", ProcessExit.FromCode(by == EndedBy.Itself ? 1 : 137, TimeSpan.Zero), by, ""), TimeSpan.Zero).Todo).Distinct().Count());

    public void Dispose() => _folder.Dispose();
}
