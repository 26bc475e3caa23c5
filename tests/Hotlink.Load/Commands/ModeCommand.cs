using System.CommandLine;
using Hotlink.Load.Modes;
using Hotlink.Load.Settings;

namespace Hotlink.Load.Commands;

/// <summary>What the commands of all modes have in common.</summary>
internal static class ModeCommand
{
    private const int DefaultRounds = 3;

    /// <summary>Makes the command of a mode.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="pairs">How many pairs there are where nothing is said.</param>
    /// <param name="options">What it has besides the options that all have.</param>
    /// <param name="mode">Makes the mode from the command line.</param>
    public static Command Create(string name, string description, int pairs, IEnumerable<Option> options, Func<ParseResult, IMode> mode)
    {
        var command = new Command(name, description);
        foreach (var option in options.Concat(TrafficOptions.Common).Concat(TargetOptions.All).Concat(AccessOptions.All))
        {
            command.Options.Add(option);
        }

        command.Validators.Add(AccessOptions.Validate);
        command.SetAction((result, cancellationToken) => Execution.RunAsync(mode(result), Read(result, pairs), cancellationToken));
        return command;
    }

    private static BenchSettings Read(ParseResult result, int pairs) => new(
        TargetOptions.Server(result),
        TargetOptions.Other(result),
        result.GetValue(TargetOptions.Rounds) ?? DefaultRounds,
        result.GetValue(TargetOptions.Json),
        TrafficOptions.Read(result, pairs),
        AccessOptions.Read(result));
}
