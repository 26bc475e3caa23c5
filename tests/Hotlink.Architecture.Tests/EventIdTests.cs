using System.Text.RegularExpressions;

namespace Hotlink.Architecture.Tests;

/// <summary>An event id means one event, whichever product logs it.</summary>
public sealed partial class EventIdTests
{
    [Fact]
    public void EventIds_OfAllProducts_AreUnique()
    {
        var events = Repository.ProductSources.SelectMany(EventsOf).ToList();
        Assert.NotEmpty(events);
        Assert.Empty(events.GroupBy(item => item.Id).Where(group => group.Count() > 1).Select(group => string.Join(" and ", group)));
    }

    private static IEnumerable<(string Id, string Path)> EventsOf(string path)
    {
        var code = Repository.ReadCode(path);
        var events = Declared().Matches(code).Select(match => (match.Groups[1].Value, path)).ToList();
        Assert.True(events.Count == Attributes().Count(code), $"{path} declares an event without a number.");
        return events;
    }

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?:EventId\s*[=:]\s*)?(\d+)")]
    private static partial Regex Declared();

    [GeneratedRegex(@"\[LoggerMessage\b")]
    private static partial Regex Attributes();
}
