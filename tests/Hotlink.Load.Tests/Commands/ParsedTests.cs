using System.CommandLine;
using Hotlink.Load.Commands;

namespace Hotlink.Load.Tests.Commands;

public sealed class ParsedTests
{
    private static readonly Option<int[]> Steps = Parsed.Steps("--steps", "Steps.", 2);

    [Theory]
    [InlineData("2", new[] { 2 })]
    [InlineData("10,100,20000", new[] { 10, 100, 20_000 })]
    public void Parse_NumbersThatGrow_AreTaken(string text, int[] expected) => Assert.Equal(expected, Parse(text).GetValue(Steps));

    [Theory]
    [InlineData("1,10")]
    [InlineData("10,10")]
    [InlineData("100,10")]
    [InlineData("10,,20")]
    [InlineData("10,x")]
    [InlineData("-5")]
    public void Parse_OtherThings_AreErrors(string text) => Assert.NotEmpty(Parse(text).Errors);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("20000", 20_000)]
    public void Count_NotLessThanTheLeast_IsTaken(string text, int expected)
    {
        var count = Parsed.Count("--count", "Count.", 0);

        Assert.Equal(expected, new Command("test") { count }.Parse(["--count", text]).GetValue(count));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("99999999999")]
    public void Count_OtherThings_AreErrors(string text) =>
        Assert.NotEmpty(new Command("test") { Parsed.Count("--count", "Count.") }.Parse(["--count", text]).Errors);

    private static ParseResult Parse(string text) => new Command("test") { Steps }.Parse(["--steps", text]);
}
