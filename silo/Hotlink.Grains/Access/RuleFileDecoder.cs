using System.Text;
using Hotlink.Domain.Access;
using Hotlink.Grains.Access.Yaml;

namespace Hotlink.Grains.Access;

/// <summary>Turns a YAML document into rules. One object a document: it counts what aliases make of it.</summary>
internal sealed class RuleFileDecoder
{
    private readonly YamlFields _fields = new();

    public RuleFile Decode(YamlNode? root)
    {
        if (root is null or YamlNode.Scalar { IsNull: true })
        {
            return RuleFile.Private;
        }

        var fields = _fields.Of(root, "a mapping");
        var terminal = fields.GetValueOrDefault("terminal") is { } flag && DecodeFlag(flag);
        var rules = DecodeRules(fields.GetValueOrDefault("rules"));
        return new RuleFile(terminal, rules).WithDefault();
    }

    private static bool DecodeFlag(YamlNode node) => node switch
    {
        YamlNode.Scalar { IsNull: true } => false,
        YamlNode.Scalar { AsBool: { } flag } => flag,
        _ => throw new RuleFileException(RuleFileErrorKind.WrongType, node.Line, "terminal is not true or false"),
    };

    private List<AccessRule> DecodeRules(YamlNode? node)
    {
        var rules = new List<AccessRule>();
        foreach (var item in _fields.ItemsOf(node, "rules"))
        {
            if (rules.Count == AccessLimits.Rules)
            {
                throw new RuleFileException(RuleFileErrorKind.TooComplex, item.Line, $"there are more than {AccessLimits.Rules} rules");
            }

            rules.Add(DecodeRule(item));
        }

        return rules;
    }

    private AccessRule DecodeRule(YamlNode node)
    {
        var fields = _fields.Of(node, "a rule");
        var pattern = fields.GetValueOrDefault("pattern") is { } text ? YamlFields.TextOf(text, "the pattern") : "";
        if (pattern.Length == 0)
        {
            throw new RuleFileException(RuleFileErrorKind.EmptyPattern, node.Line, "the rule has no pattern");
        }

        if (Encoding.UTF8.GetByteCount(pattern) > AccessLimits.PatternBytes)
        {
            throw new RuleFileException(
                RuleFileErrorKind.TooComplex, node.Line, $"the pattern is longer than {AccessLimits.PatternBytes} bytes");
        }

        if (fields.GetValueOrDefault("access") is not { } access || access is YamlNode.Scalar { IsNull: true })
        {
            throw new RuleFileException(RuleFileErrorKind.MissingAccess, node.Line, "the rule has no access");
        }

        // Every list is decoded, those without a meaning too: in the original one wrong list rejects the file.
        var lists = _fields.Of(access, "access").ToDictionary(entry => entry.Key, entry => DecodePrincipals(entry.Value));
        return new AccessRule(pattern, Get(lists, "admin"), Get(lists, "write"), Get(lists, "read"));
    }

    private List<string> DecodePrincipals(YamlNode node)
    {
        var principals = new List<string>();
        foreach (var item in _fields.ItemsOf(node, "a list of principals"))
        {
            if (principals.Count == AccessLimits.Principals)
            {
                throw new RuleFileException(
                    RuleFileErrorKind.TooComplex, item.Line, $"the list has more than {AccessLimits.Principals} principals");
            }

            var principal = YamlFields.TextOf(item, "a principal");
            if (principal.Length > AccessLimits.PatternBytes)
            {
                throw new RuleFileException(RuleFileErrorKind.TooComplex, item.Line, "a principal is too long");
            }

            principals.Add(principal);
        }

        return principals;
    }

    private static List<string> Get(Dictionary<string, List<string>> lists, string name) => lists.GetValueOrDefault(name) ?? [];
}
