using Hotlink.Domain.Access;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hotlink.Grains.Access.Checking;

/// <summary>Says who may do what by the rule files in a folder, as they are when it starts: what <c>acl check</c> does.</summary>
public sealed class AccessCheck(TextReader input, TextWriter output, TextWriter errors, TimeProvider timeProvider)
{
    /// <summary>All is allowed, or every question of a batch has its answer.</summary>
    public const int Allowed = 0;

    /// <summary>Something is denied.</summary>
    public const int Denied = 1;

    /// <summary>The question makes no sense.</summary>
    public const int Misused = 2;

    /// <summary>Runs the check; the result is the exit code.</summary>
    public async Task<int> RunAsync(AccessCheckOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Misuse(options) is { } misuse)
        {
            await errors.WriteLineAsync(misuse.AsMemory(), cancellationToken);
            return Misused;
        }

        var rulebook = new Rulebook();
        await LoadAsync(options.Root, rulebook, cancellationToken);
        return options.Batch
            ? await new AccessBatch(rulebook, options, timeProvider).RunAsync(input, output, cancellationToken)
            : await CheckPathsAsync(rulebook, options, cancellationToken);
    }

    private static string? Misuse(AccessCheckOptions options)
    {
        if (!Directory.Exists(options.Root))
        {
            return $"There is no folder of datasites at '{options.Root}'.";
        }

        if (options.Batch)
        {
            return options.Paths.Count > 0 ? "A batch takes its paths from standard input." : null;
        }

        return string.IsNullOrEmpty(options.User) ? "Name the user: --user EMAIL."
            : options.Paths.Count == 0 ? "Name at least one path."
            : null;
    }

    private async Task LoadAsync(string root, Rulebook rulebook, CancellationToken cancellationToken)
    {
        var folderOptions = new DatasiteFolderOptions { Root = root, Watch = false, RescanInterval = TimeSpan.FromDays(1) };
        await using var folder = new DatasiteFolder(folderOptions, rulebook, timeProvider, NullLogger<DatasiteFolder>.Instance);
        await folder.StartAsync(cancellationToken);
        foreach (var problem in folder.Problems)
        {
            await errors.WriteLineAsync($"{problem.Path}: {problem.Text}; in force: {Describe(problem.Effect)}".AsMemory(), cancellationToken);
        }
    }

    private static string Describe(RuleFileEffect effect) => effect switch
    {
        RuleFileEffect.Private => "nobody but the owner",
        RuleFileEffect.OtherRules => "the other rules",
        RuleFileEffect.PreviousRules => "the previous rules",
        _ => "nothing of it",
    };

    private async Task<int> CheckPathsAsync(Rulebook rulebook, AccessCheckOptions options, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime);
        var result = Allowed;
        foreach (var path in options.Paths)
        {
            var decision = rulebook.Decide(options.User!, options.Level, path, today);
            result = decision.Allowed ? result : Denied;
            await output.WriteLineAsync(Line(path, decision).AsMemory(), cancellationToken);
        }

        await output.FlushAsync(cancellationToken);
        return result;
    }

    private static string Line(string path, AccessDecision decision)
    {
        var rule = AccessRuleText.Of(decision);
        return decision.Allowed
            ? $"allow  {path}  {rule}"
            : $"deny   {path}  {decision.Reason.ToText()}{(rule is null ? "" : $" ({rule})")}";
    }
}
