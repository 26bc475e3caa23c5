using Hotlink.Domain.Access;
using Hotlink.Grains.Access.Yaml;

namespace Hotlink.Grains.Access;

/// <summary>
/// Reads a <c>syft.pub.yaml</c> with the behaviour that yaml.v3 has in the original server (access rules, section 1): one wrong value
/// rejects the whole file, unknown keys are ignored, and a file that says nothing is private. Thread-safe.
/// </summary>
public static class RuleFileReader
{
    /// <summary>The rules in the file, with a closing private rule if it has none for everything; or what is wrong with it.</summary>
    public static RuleFileReading Read(ReadOnlySpan<byte> content)
    {
        try
        {
            if (content.Length > AccessLimits.FileBytes)
            {
                throw new RuleFileException(RuleFileErrorKind.TooLarge, 0, $"is longer than {AccessLimits.FileBytes} bytes");
            }

            var root = YamlComposer.Compose(YamlText.Decode(content));
            return new RuleFileReading(new RuleFileDecoder().Decode(root), null);
        }
        catch (RuleFileException exception)
        {
            return new RuleFileReading(null, exception.Error);
        }
    }
}
