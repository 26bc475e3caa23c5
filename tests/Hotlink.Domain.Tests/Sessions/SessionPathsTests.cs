using System.Text;
using Hotlink.Domain.Sessions;

namespace Hotlink.Domain.Tests.Sessions;

public sealed class SessionPathsTests
{
    private static readonly string LongDirectory = string.Join('/', Enumerable.Repeat(new string('d', 99), 10));

    [Theory]
    [InlineData("a@x.io/c/stream.tcp.request", true)]
    [InlineData("stream.tcp.request", true)]
    [InlineData("a@x.io/c/xstream.tcp.request", false)]
    [InlineData("a@x.io/c/stream.tcp.request/x", false)]
    [InlineData("a@x.io/c/stream.tcp.Request", false)]
    [InlineData("", false)]
    public void IsTcpStream_LastSegment_HasToBeEqual(string path, bool expected) =>
        Assert.Equal(expected, SessionPaths.IsTcpStream(path));

    [Theory]
    [InlineData("a@x.io/c/f.request", "a@x.io/c")]
    [InlineData("f.request", "")]
    public void DirectoryOf_Path_EndsBeforeTheLastSlash(string path, string expected) =>
        Assert.Equal(expected, SessionPaths.DirectoryOf(path).ToString());

    [Theory]
    [InlineData("a@x.io/c/f.request", "a@x.io")]
    [InlineData("a@x.io", "a@x.io")]
    [InlineData("A@X.io/C/F.request", "a@x.io")]
    public void DatasiteOf_Path_IsItsFirstSegment(string path, string expected) =>
        Assert.Equal(expected, SessionPaths.DatasiteOf(path));

    [Theory]
    [InlineData("", true)]
    [InlineData("a@x.io/c/s.request", true)]
    [InlineData("a@x.io/c/0001.request", true)]
    [InlineData("a@x.io/c/ü.request", true)]
    [InlineData("a@x.io/c/", false)]
    [InlineData("a@x.io/c", false)]
    [InlineData("a@x.io/c/d/0001.request", false)]
    [InlineData("a@x.io/cc/0001.request", false)]
    [InlineData("a@x.io/0001.request", false)]
    [InlineData("b@x.io/c/0001.request", false)]
    [InlineData("a@x.io/c/..", false)]
    [InlineData("a@x.io/c/.", false)]
    [InlineData("a@x.io/c/../c/f", false)]
    [InlineData("a@x.io/c/a\\b", false)]
    [InlineData("a@x.io/c/a\0b", false)]
    [InlineData("a@x.io/c/a\u0007b", false)]
    [InlineData("/a@x.io/c/f", false)]
    [InlineData("A@x.io/c/f", false)]
    public void IsInDirectory_FramePath_IsAFileBesideTheSessions(string framePath, bool expected) =>
        Assert.Equal(expected, SessionPaths.IsInDirectory(Encoding.UTF8.GetBytes(framePath), "a@x.io/c/s.request"u8));

    [Fact]
    public void IsInDirectory_SessionOfOneSegment_TakesPlainNames()
    {
        Assert.True(SessionPaths.IsInDirectory("g.request"u8, "f.request"u8));
        Assert.False(SessionPaths.IsInDirectory("d/g.request"u8, "f.request"u8));
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void IsInDirectory_FileName_HasABound(int length, bool expected)
    {
        var name = new string('n', length);
        Assert.Equal(expected, SessionPaths.IsInDirectory(Encoding.UTF8.GetBytes("a@x.io/c/" + name), "a@x.io/c/s.request"u8));
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void IsInDirectory_WholePath_HasABound(int length, bool expected)
    {
        var framePath = LongDirectory + "/" + new string('n', length - LongDirectory.Length - 1);
        Assert.Equal(expected, SessionPaths.IsInDirectory(Encoding.UTF8.GetBytes(framePath), Encoding.UTF8.GetBytes(LongDirectory + "/s")));
    }

    [Fact]
    public void IsInDirectory_NameThatIsNotUtf8_IsRefused() =>
        Assert.False(SessionPaths.IsInDirectory([.. "a@x.io/c/"u8, 0xc3, 0x28], "a@x.io/c/s.request"u8));

    [Theory]
    [InlineData("a@x.io/c/s.request", "a@x.io/c/s.request", true)]
    [InlineData("a@x.io/c/s.request", "", true)]
    [InlineData("a@x.io/c/s.request", "a@x.io/c/t", true)]
    [InlineData("a@x.io/c/s.request", "a@x.io/d/t", false)]
    [InlineData("a@x.io/c/s.request", "a@x.io/c/../t", false)]
    [InlineData("a@x.io/cä/s.request", "a@x.io/cä/s.request", true)]
    [InlineData("a@x.io/cä/s.request", "a@x.io/cä/tü", true)]
    [InlineData("a@x.io/cä/s.request", "a@x.io/ca/s.request", false)]
    [InlineData("a@x.io/c/s.request", "a@x.io/c/s.requeſt", true)]
    [InlineData("f", "g", true)]
    [InlineData("f", "d/g", false)]
    public void IsInDirectory_SessionPathAsText_SaysTheSameAsItsBytes(string sessionPath, string framePath, bool expected)
    {
        var bytes = Encoding.UTF8.GetBytes(framePath);
        Assert.Equal(expected, SessionPaths.IsInDirectory(bytes, sessionPath));
        Assert.Equal(expected, SessionPaths.IsInDirectory(bytes, Encoding.UTF8.GetBytes(sessionPath)));
    }

    [Fact]
    public void IsInDirectory_LongestSessionPathAsText_Fits()
    {
        var longest = LongDirectory + "/" + new string('n', 1024 - LongDirectory.Length - 1);
        Assert.True(SessionPaths.IsInDirectory(Encoding.UTF8.GetBytes(LongDirectory + "/t"), longest));
    }
}
