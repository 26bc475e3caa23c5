using Hotlink.Devstack.Scenarios.Schema;
using YamlDotNet.RepresentationModel;

namespace Hotlink.Devstack.Commands;

/// <summary>A time on the command line, written as in scenarios.</summary>
internal static class DurationText
{
    public static TimeSpan Parse(string text)
    {
        try
        {
            return Scalars.Duration(new YamlPlace("", new YamlScalarNode(text)), "--for");
        }
        catch (ScenarioException)
        {
            throw new DevstackException($"'{text}' is no time such as 500ms, 10s or 2m.");
        }
    }
}
