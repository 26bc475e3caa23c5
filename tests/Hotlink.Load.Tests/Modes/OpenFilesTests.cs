using Hotlink.Load.Modes;

namespace Hotlink.Load.Tests.Modes;

public sealed class OpenFilesTests
{
    private const string Other = "Max processes             95555                95555                processes ";

    [Theory]
    [InlineData("Max open files            1024                 524288               files     ", 524288)]
    [InlineData("Max open files            1024                 unlimited            files     ", long.MaxValue)]
    [InlineData("Max open files", long.MaxValue)]
    [InlineData("Max file locks            1024                 1024                 locks     ", long.MaxValue)]
    public void HardLimit_OfLines_IsThatOfFiles(string line, long expected) => Assert.Equal(expected, OpenFiles.HardLimit([Other, line]));

    [Fact]
    public void Check_MoreThanAnySystemAllows_SaysHowToRaiseTheLimit()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limit is read from /proc.");

        Assert.Contains("ulimit -Hn", Assert.Throws<LoadException>(() => OpenFiles.Check(int.MaxValue - 1000)).Message, StringComparison.Ordinal);
    }
}
