using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Domain.Access;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Hotlink.Devstack.Doctor;

/// <summary>Reads a <c>syft.pub.yaml</c> for the access engine (access rules, section 1).</summary>
internal static class RuleFileText
{
    /// <exception cref="ScenarioException">The file would be refused: where, and why.</exception>
    public static RuleFile Read(string file, string text)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return yaml.Documents is [{ RootNode: YamlMappingNode root }, ..] ? Read(file, root)
                : yaml.Documents is [] or [{ RootNode: YamlScalarNode { Value: null or "" or "null" or "~" } }, ..] ? RuleFile.Private
                : throw new ScenarioException(file, 1, "a rule file is a map");
        }
        catch (YamlException broken)
        {
            throw new ScenarioException(file, broken.Start.Line, broken.InnerException?.Message ?? broken.Message);
        }
    }

    private static RuleFile Read(string file, YamlMappingNode root)
    {
        var map = new YamlMap(file, root);
        var terminal = map.Flag("terminal") ?? false;
        var rules = map.Find("rules") is { Node: YamlSequenceNode } list ? list.AsList("'rules'").Select(RuleOf).ToList() : [];
        return new RuleFile(terminal, rules).WithDefault();
    }

    private static AccessRule RuleOf(YamlPlace place)
    {
        var map = place.AsMap("a rule");
        var pattern = map.Text("pattern") is { Length: > 0 } text ? text : throw place.Error("rule pattern cannot be empty");
        var access = (map.Find("access") ?? throw place.Error("rule access cannot be nil")).AsMap("'access'");
        return new(pattern, ListOf(access, "admin"), ListOf(access, "write"), ListOf(access, "read"));
    }

    private static List<string> ListOf(YamlMap access, string level) => access.Find(level) is not { } place
        || place.Node is YamlScalarNode { Value: "" or "null" or "~" }
        ? []
        : [.. place.AsList($"'{level}'").Select(item => item.AsText("a principal"))];
}
