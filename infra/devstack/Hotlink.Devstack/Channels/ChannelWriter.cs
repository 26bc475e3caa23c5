using Hotlink.Devstack.Stacks;
using Hotlink.Domain.Access;

namespace Hotlink.Devstack.Channels;

/// <summary>Puts the files of channels into the parties' datasites. The marker comes last: whoever sees it finds the rest there.</summary>
internal static class ChannelWriter
{
    private const string AcceptName = "stream.accept";

    public static void Write(StackLayout layout, IEnumerable<ChannelFiles> ends)
    {
        foreach (var end in ends)
        {
            var folder = Directory.CreateDirectory(Path.Combine(layout.Datasites(end.Owner), end.Directory)).FullName;
            Put(folder, RuleFile.Name, end.Rules);
            Put(folder, AcceptName, "1");
            Put(folder, ChannelMarker.FileName, end.Marker.ToJson());
        }
    }

    /// <summary>Puts only the rule files.</summary>
    public static void WriteRules(StackLayout layout, IEnumerable<ChannelFiles> ends)
    {
        foreach (var end in ends)
        {
            Put(Directory.CreateDirectory(Path.Combine(layout.Datasites(end.Owner), end.Directory)).FullName, RuleFile.Name, end.Rules);
        }
    }

    private static void Put(string folder, string name, string text)
    {
        var temporary = Path.Combine(folder, $".{name}.{Guid.NewGuid():N}.tmp");
        File.WriteAllText(temporary, text);
        File.Move(temporary, Path.Combine(folder, name), overwrite: true);
    }
}
