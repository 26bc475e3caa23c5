using Hotlink.Daemon.Datasites;

namespace Hotlink.Daemon.Tests.Datasites;

/// <summary>What a path may look like.</summary>
public sealed class DatasitePathTests
{
    [Theory]
    [InlineData("a@x.y")]
    [InlineData("a@x.y/shared/flows/f/run/_mpc/0_to_1/stream.tcp")]
    [InlineData("a@x.y/ä ö/…")]
    public void Check_CanonicalPath_FindsNothing(string path) => Assert.Equal(DatasitePathFault.None, DatasitePath.Check(path));

    [Theory] // Pitfalls 59 and 183.
    [InlineData("", DatasitePathFault.Empty)]
    [InlineData("/a@x.y/f", DatasitePathFault.NotCanonical)]
    [InlineData("a@x.y/", DatasitePathFault.NotCanonical)]
    [InlineData("a@x.y//f", DatasitePathFault.NotCanonical)]
    [InlineData("a@x.y/../b@x.y/f", DatasitePathFault.NotCanonical)]
    [InlineData("a@x.y/./f", DatasitePathFault.NotCanonical)]
    [InlineData("../a@x.y/f", DatasitePathFault.NotCanonical)]
    [InlineData("a@x.y\\f", DatasitePathFault.NotCanonical)]
    [InlineData("a@x.y/..\\f", DatasitePathFault.NotCanonical)]
    [InlineData("a@x.y/f\0", DatasitePathFault.BadCharacter)]
    [InlineData("a@x.y/f\n", DatasitePathFault.BadCharacter)]
    [InlineData("shared/f", DatasitePathFault.NoDatasite)]
    [InlineData("@x.y/f", DatasitePathFault.NoDatasite)]
    [InlineData("a@/f", DatasitePathFault.NoDatasite)]
    [InlineData("a@b@c/f", DatasitePathFault.NoDatasite)]
    [InlineData("C:/a@x.y", DatasitePathFault.NoDatasite)]
    public void Check_OtherPath_SaysWhatIsWrong(string path, DatasitePathFault fault) => Assert.Equal(fault, DatasitePath.Check(path));

    [Fact]
    public void Check_HalfACharacter_IsRefused() =>
        Assert.Equal(DatasitePathFault.BadCharacter, DatasitePath.Check("a@x.y/\ud800")); // No literal of an attribute may hold it.

    [Fact]
    public void Check_Length_IsCountedInBytes()
    {
        Assert.Equal(DatasitePathFault.None, DatasitePath.Check("a@x.y/" + new string('f', 1018)));
        Assert.Equal(DatasitePathFault.TooLong, DatasitePath.Check("a@x.y/" + new string('f', 1019)));
        Assert.Equal(DatasitePathFault.TooLong, DatasitePath.Check("a@x.y/" + new string('ä', 510)));
    }
}
