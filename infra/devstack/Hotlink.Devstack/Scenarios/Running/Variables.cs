using System.Text.RegularExpressions;
using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>What <c>{{name}}</c> stands for in a scenario's commands and files.</summary>
internal static partial class Variables
{
    /// <summary>The variables of one party.</summary>
    public static Dictionary<string, string> Of(StackState state, ToolPaths tools, PartySpec me, string self)
    {
        var others = state.Parties.Where(party => party.Index != me.Index).ToList();
        var variables = new Dictionary<string, string>
        {
            ["run_id"] = state.RunId,
            ["root"] = state.Root,
            ["sandbox"] = state.Layout.Sandbox(me.Email),
            ["datasite"] = state.Layout.OwnDatasite(me.Email),
            ["server"] = state.RelayUri().GetLeftPart(UriPartial.Authority),
            ["party"] = $"{me.Index}",
            ["email"] = me.Email,
            ["name"] = me.Name,
            ["parties"] = $"{state.Parties.Count}",
            ["peers"] = string.Join(' ', others.Select(peer => $"--peer {peer.Index}={state.Ports.Channel(me.Index, peer.Index)}")),
            ["direct-peers"] = string.Join(' ', others.Select(peer => $"--peer {peer.Index}={state.Ports.Direct(me.Index, peer.Index)}")),
            ["stream"] = $"dotnet '{self}' devstack stream",
        };
        if (tools.Mpc3 is { } sample)
        {
            variables["mpc3"] = $"dotnet '{sample}'";
        }

        foreach (var peer in others)
        {
            variables[$"port.{peer.Index}"] = $"{state.Ports.Channel(me.Index, peer.Index)}";
            variables[$"direct.{peer.Index}"] = $"{state.Ports.Direct(me.Index, peer.Index)}";
            variables[$"email.{peer.Index}"] = peer.Email;
        }

        return variables;
    }

    /// <exception cref="ScenarioException">A variable isn't known.</exception>
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables, string file, long line) =>
        Variable().Replace(text, match => variables.TryGetValue(match.Groups[1].Value, out var value)
            ? value
            : throw new ScenarioException(file, line, $"there is no {match.Value}; known are {string.Join(", ", variables.Keys.Order(StringComparer.Ordinal))}"));

    [GeneratedRegex(@"\{\{\s*([\w.-]+)\s*\}\}")]
    private static partial Regex Variable();
}
