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

    /// <summary>A whole number of at least one.</summary>
    public static Option<int?> Count(string name, string description, int least = 1)
    {
        var option = new Option<int?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < least)
            {
                result.AddError($"{name} is at least {least}.");
            }
        });
        return option;
    }

    /// <summary>Numbers that grow, separated by commas.</summary>
    public static Option<int[]> Steps(string name, string description, int least) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            int[] steps = [.. Text(result).Split(',').Select(static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];
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
    public static Option<int[]> Ids(string name, string description)
    {
        var option = new Option<int[]>(name) { Description = description, AllowMultipleArgumentsPerToken = true };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int[]>()?.Any(static id => id < 1) == true)
            {
                result.AddError($"{name} takes ids of processes.");
            }
        });
        return option;
    }

    /// <summary>A duration.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) =>
        ValueOption(name, description, DurationText.TryParse, "a duration such as 5s, 500ms or 2m, a day at most");

    private static string Text(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;

    private static T? Fail<T>(ArgumentResult result, string expected)
    {
        result.AddError($"'{Text(result)}' is not {expected}.");
        return default;
    }
}
