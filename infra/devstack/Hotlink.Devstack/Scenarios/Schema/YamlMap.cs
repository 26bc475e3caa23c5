using YamlDotNet.RepresentationModel;

namespace Hotlink.Devstack.Scenarios.Schema;

/// <summary>A map whose keys are all known: those that nobody asked for are an error.</summary>
internal sealed class YamlMap
{
    private readonly YamlPlace _place;
    private readonly Dictionary<string, YamlPlace> _entries = [];
    private readonly HashSet<string> _asked = [];

    public YamlMap(string file, YamlMappingNode node)
    {
        _place = new(file, node);
        foreach (var (key, value) in node.Children)
        {
            _entries[new YamlPlace(file, key).AsText("a key")] = new(file, value);
        }
    }

    public YamlPlace Place => _place;

    public YamlPlace? Find(string key)
    {
        _asked.Add(key);
        return _entries.TryGetValue(key, out var place) ? place : null;
    }

    public YamlPlace Require(string key) => Find(key) ?? throw _place.Error($"'{key}' is missing");

    public string? Text(string key) => Find(key)?.AsText($"'{key}'");

    public int? Integer(string key, int least, int most) => Find(key) is { } place ? Scalars.Integer(place, key, least, most) : null;

    public TimeSpan? Duration(string key) => Find(key) is { } place ? Scalars.Duration(place, key) : null;

    public long? Size(string key) => Find(key) is { } place ? Scalars.Size(place, key) : null;

    public bool? Flag(string key) => Find(key) is { } place ? Scalars.Flag(place, key) : null;

    public string? OneOf(string key, params string[] values) => Find(key) is { } place
        ? values.Contains(place.AsText($"'{key}'")) ? place.AsText(key) : throw place.Error($"'{key}' is one of {string.Join(", ", values)}")
        : null;

    /// <summary>Call last: what is left is a misspelling.</summary>
    public void Finish(string what)
    {
        foreach (var (key, place) in _entries.Where(entry => !_asked.Contains(entry.Key)))
        {
            throw place.Error($"{what} has no '{key}'; it knows {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
        }
    }
}
