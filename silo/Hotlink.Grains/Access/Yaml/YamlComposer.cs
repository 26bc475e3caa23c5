using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hotlink.Grains.Access.Yaml;

/// <summary>
/// Builds the first document of a text as a tree. An alias is the node it names, not a copy, so that a document made of aliases of aliases
/// stays as small as its text.
/// </summary>
internal sealed class YamlComposer
{
    private const int MaxDepth = 64;

    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode?> _anchors = [];

    private YamlComposer(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>The root of the document; null when there is none. Throws <see cref="RuleFileException"/> for text that is not YAML.</summary>
    public static YamlNode? Compose(string text)
    {
        try
        {
            var composer = new YamlComposer(text);
            while (composer._parser.MoveNext())
            {
                if (composer._parser.Current is DocumentStart)
                {
                    composer._parser.MoveNext();
                    return composer.ComposeNode(depth: 0);
                }
            }

            return null;
        }
        catch (YamlException exception)
        {
            throw new RuleFileException(RuleFileErrorKind.BadYaml, (int)exception.Start.Line, "is not valid YAML");
        }
    }

    private YamlNode ComposeNode(int depth)
    {
        var line = (int)_parser.Current!.Start.Line;
        if (depth > MaxDepth)
        {
            throw new RuleFileException(RuleFileErrorKind.TooComplex, line, "is nested too deeply");
        }

        if (_parser.Current is AnchorAlias alias)
        {
            return _anchors.GetValueOrDefault(alias.Value.Value)
                ?? throw new RuleFileException(RuleFileErrorKind.BadYaml, line, "names an anchor that is not defined before it");
        }

        var anchor = ((NodeEvent)_parser.Current).Anchor;
        if (!anchor.IsEmpty)
        {
            // Until it is complete: a node that contains itself has no end.
            _anchors[anchor.Value] = null;
        }

        var node = _parser.Current switch
        {
            YamlDotNet.Core.Events.Scalar scalar => ComposeScalar(scalar, line),
            SequenceStart => ComposeSequence(line, depth),
            _ => (YamlNode)ComposeMapping(line, depth),
        };
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        return node;
    }

    private static YamlNode.Scalar ComposeScalar(YamlDotNet.Core.Events.Scalar scalar, int line) =>
        new(line, scalar.Value, scalar.Style == ScalarStyle.Plain, scalar.Tag.IsEmpty ? null : scalar.Tag.Value);

    private YamlNode.Sequence ComposeSequence(int line, int depth)
    {
        var items = new List<YamlNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            items.Add(ComposeNode(depth + 1));
        }

        return new YamlNode.Sequence(line, items);
    }

    private YamlNode.Mapping ComposeMapping(int line, int depth)
    {
        var entries = new List<KeyValuePair<YamlNode, YamlNode>>();
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var key = ComposeNode(depth + 1);
            _parser.MoveNext();
            entries.Add(new(key, ComposeNode(depth + 1)));
        }

        return new YamlNode.Mapping(line, entries);
    }
}
