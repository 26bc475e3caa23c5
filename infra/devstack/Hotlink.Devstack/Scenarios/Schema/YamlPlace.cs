using YamlDotNet.RepresentationModel;

namespace Hotlink.Devstack.Scenarios.Schema;

/// <summary>Something in a scenario file, with the line that errors are reported at.</summary>
internal readonly record struct YamlPlace(string File, YamlNode Node)
{
    public long Line => Node.Start.Line;

    public ScenarioException Error(string text) => new(File, Line, text);

    public YamlMap AsMap(string what) => Node is YamlMappingNode map ? new(File, map) : throw Error($"{what} has to be a map of keys and values");

    public IEnumerable<YamlPlace> AsList(string what)
    {
        var file = File;
        return Node is YamlSequenceNode list ? list.Children.Select(item => new YamlPlace(file, item)) : throw Error($"{what} has to be a list");
    }

    public string AsText(string what) => Node is YamlScalarNode { Value: { } text } ? text : throw Error($"{what} has to be a text");

    public bool IsList => Node is YamlSequenceNode;
}
