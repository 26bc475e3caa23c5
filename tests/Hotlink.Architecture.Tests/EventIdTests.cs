using System.Text.RegularExpressions;

namespace Hotlink.Architecture.Tests;

/// <summary>An event id means one event, whichever product logs it.</summary>
public sealed partial class EventIdTests
{
    [Fact]
    public void EventIds_OfAllProducts_AreUnique()
    {
        var constants = Repository.ProductSources.SelectMany(ConstantsOf).ToDictionary();
        var events = Repository.ProductSources.SelectMany(path => EventsOf(path, constants)).ToList();
        Assert.NotEmpty(events);
        Assert.Empty(events.GroupBy(item => item.Id).Where(group => group.Count() > 1).Select(group => string.Join(" and ", group)));
    }

    private static List<(int Id, string Path)> EventsOf(string path, Dictionary<string, int> constants)
    {
        var code = Repository.ReadCode(path);
        var events = Declared().Matches(code).Select(match => (IdOf(match.Groups[1].Value), path)).ToList();
        Assert.True(events.Count == Attributes().Count(code), $"{path} declares an event without a number.");
        return events;

        int IdOf(string text) => int.TryParse(text, out var number) ? number
            : constants.TryGetValue(text, out var constant) ? constant
            : throw new InvalidOperationException($"{path}: no constant {text}.");
    }

    // The names of ids, as they are used: class and constant.
    private static IEnumerable<(string Name, int Id)> ConstantsOf(string path) =>
        path.EndsWith("EventIds.cs", StringComparison.Ordinal)
            ? Constant().Matches(Repository.ReadCode(path))
                .Select(match => ($"{Path.GetFileNameWithoutExtension(path)}.{match.Groups[1].Value}", int.Parse(match.Groups[2].Value)))
            : [];

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?:EventId\s*[=:]\s*)?(\d+|\w+\.\w+)")]
    private static partial Regex Declared();

    [GeneratedRegex(@"\[LoggerMessage\b")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"const int (\w+) = (\d+);")]
    private static partial Regex Constant();
}
