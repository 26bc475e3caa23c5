using Hotlink.Daemon.Tunnels.Desk;

namespace Hotlink.Daemon.Tests.Tunnels;

/// <summary>What a stream's label says about the connection that it carries.</summary>
public sealed class RunWordTests
{
    private const string Run = "00000000000000aa";

    [Theory]
    [InlineData($"tunnel,{Run},-", true)]
    [InlineData($"tunnel,{Run},0000000000000001,and,more,of,it", true)]
    [InlineData($"tunnel,{Run}", false)]
    [InlineData($"another,{Run},-", false)]
    [InlineData("tunnel,00000000000000AA,-", false)]
    [InlineData("tunnel,aa,-", false)]
    [InlineData($"tunnel,{Run},", false)]
    [InlineData("", false)]
    public void Parse_Label_IsStrict(string label, bool isOne) => Assert.Equal(isOne, RunWord.Parse(label) is not null);

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "")]
    [InlineData(true, "the service refuses the connection, or: größer, 100 %")]
    public void ToString_Word_ComesBack(bool isGone, string remark)
    {
        var word = new RunWord(RunWord.NewRun(), RunWord.NewRun(), isGone, remark);

        Assert.Equal(word, RunWord.Parse(word.ToString()));
    }

    [Fact]
    public void ToString_LongRemark_FitsIntoALabel()
    {
        var label = new RunWord(Run, Run, IsGone: true, new('ß', 1000)).ToString();

        Assert.InRange(label.Length, 200, 256);
        Assert.Matches("^ß+$", RunWord.Parse(label)!.Remark);
    }

    [Fact]
    public void Parse_RemarkWithControlCharacters_ShowsNone() =>
        Assert.Equal("a b  c", RunWord.Parse($"tunnel,{Run},{Run},gone,a%20b%0A%1Bc")!.Remark);
}
