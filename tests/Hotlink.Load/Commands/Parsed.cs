using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Hotlink.Load.Client;
using Hotlink.Load.Settings;

namespace Hotlink.Load.Commands;

/// <summary>Options whose text has to be read in a way of its own.</summary>
internal static class Parsed
{
    /// <summary>An option that is read by a function; what it can't read is an error.</summary>
    public static Option<T> Option<T>(string name, string description, Func<string, T?> read, string expected)
        where T : class => new(name)
        {
            Description = description,
            CustomParser = result => read(Text(result)) ?? Fail<T>(result, expected),
        };

    /// <summary>An option for a value type that is read by a function.</summary>
    public static Option<T?> ValueOption<T>(string name, string description, Func<string, T?> read, string expected)
        where T : struct => new(name)
        {
            Description = description,
            CustomParser = result => read(Text(result)) ?? Fail<T?>(result, expected),
        };

    /// <summary>A whole number of at least one, or of at least another one.</summary>
    public static Option<int?> Count(string name, string description, int least = 1) =>
        ValueOption<int>(name, description, text => Number(text) is { } number && number >= least ? number : null, $"a whole number of at least {least}");

    /// <summary>Numbers that grow, separated by commas.</summary>
    public static Option<int[]> Steps(string name, string description, int least) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            int[] steps = [.. Text(result).Split(',').Select(static text => Number(text) ?? 0)];
            return steps[0] >= least && steps.Zip(steps.Skip(1), static (one, next) => one < next).All(static grows => grows)
                ? steps
                : Fail<int[]>(result, $"a list of numbers that grow, such as {least},{least * 10}; {least} at least");
        },
    };

    /// <summary>The addresses of some nodes: separated by commas, or the option several times.</summary>
    public static Option<Endpoint[]> Urls(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var texts = result.Tokens.SelectMany(static token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
            Endpoint[] nodes = [.. texts.Select(Endpoint.TryParse).OfType<Endpoint>()];
            return nodes.Length > 0 && nodes.Length == texts.Length ? nodes : Fail<Endpoint[]>(result, "an address such as http://127.0.0.1:8080, or several with commas");
        },
    };

    /// <summary>Ids of processes.</summary>
    public static Option<int[]> Ids(string name, string description) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result =>
        {
            int[] ids = [.. result.Tokens.Select(static token => Number(token.Value) ?? 0)];
            return ids.All(static id => id > 0) ? ids : Fail<int[]>(result, "the id of a process");
        },
    };

    /// <summary>A duration.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) =>
        ValueOption(name, description, DurationText.TryParse, "a duration such as 5s, 500ms or 2m, a day at most");

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;

    private static T? Fail<T>(ArgumentResult result, string expected)
    {
        result.AddError($"'{Text(result)}' is not {expected}.");
        return default;
    }
}
