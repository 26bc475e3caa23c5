using Hotlink.Load.Settings;

namespace Hotlink.Load.Tests.Settings;

public sealed class TextTests
{
    [Theory]
    [InlineData("1024", 1024)]
    [InlineData("64K", 65_536)]
    [InlineData("64k", 65_536)]
    [InlineData("2M", 2_097_152)]
    [InlineData("", null)]
    [InlineData("K", null)]
    [InlineData("-1", null)]
    [InlineData("1.5K", null)]
    [InlineData("99999999999K", null)]
    [InlineData("2048M", null)]
    public void SizeText_TryParse(string text, int? expected) => Assert.Equal(expected, SizeText.TryParse(text));

    [Theory]
    [InlineData("5s", 5000)]
    [InlineData("5", 5000)]
    [InlineData("1.5s", 1500)]
    [InlineData("250ms", 250)]
    [InlineData("2m", 120_000)]
    [InlineData("24m", 1_440_000)]
    [InlineData("", null)]
    [InlineData("s", null)]
    [InlineData("-5s", null)]
    [InlineData("1500m", null)]
    [InlineData("1h", null)]
    public void DurationText_TryParse(string text, int? milliseconds) => Assert.Equal(milliseconds, (int?)DurationText.TryParse(text)?.TotalMilliseconds);

    [Theory]
    [InlineData("{user}/bench/{session}")]
    [InlineData("{user}/bench")]
    [InlineData("x/bench/{pair}-{session}")]
    [InlineData("{user}/{pair}/{session}")]
    [InlineData("{user}/b/../{pair}-{session}")]
    [InlineData("{user}//{pair}-{session}")]
    public void PathTemplate_WithoutWhatItNeeds_IsRefused(string text) => Assert.Null(PathTemplate.TryParse(text));

    [Fact]
    public void PathTemplate_FilledIn_IsBelowTheFolderOfItsRules()
    {
        var template = PathTemplate.TryParse("{user}/shared/{pair}/{session}/stream.tcp.request")!;

        Assert.Equal("a@x.io/shared/4/2/stream.tcp.request", template.Path("a@x.io", 4, 2));
        Assert.Equal("a@x.io/shared", template.Folder("a@x.io"));
    }
}
