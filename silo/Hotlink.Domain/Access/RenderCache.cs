using System.Runtime.CompilerServices;
using Hotlink.Domain.Access.Templates;

namespace Hotlink.Domain.Access;

/// <summary>
/// Patterns that templates made, for the users who asked last. The template object is part of the key, so a changed rule file never finds
/// an old entry, and so is the day where a template uses it. Of fixed size; lock-free, thread-safe.
/// </summary>
internal sealed class RenderCache
{
    private const int Slots = 4096;
    private const int RenderSteps = 500;

    private Entry?[]? _entries;

    /// <summary>The pattern of a template for a user on a day; null when it matches nothing.</summary>
    public PathPattern? Get(PathTemplate template, string user, DateOnly utcToday, ref StepBudget budget)
    {
        var entries = LazyInitializer.EnsureInitialized(ref _entries, static () => new Entry?[Slots]);
        var day = template.IsDated ? utcToday.DayNumber : 0;
        var slot = (uint)HashCode.Combine(RuntimeHelpers.GetHashCode(template), user) % Slots;
        var entry = Volatile.Read(ref entries[slot]);
        if (entry is null || entry.Template != template || entry.Day != day || entry.User != user)
        {
            budget.Take(RenderSteps);
            var rendered = template.Render(user, utcToday);
            entry = new Entry(template, user, day, rendered is null ? null : PathPattern.Of(rendered));
            Volatile.Write(ref entries[slot], entry);
        }

        return entry.Pattern;
    }

    private sealed record Entry(PathTemplate Template, string User, int Day, PathPattern? Pattern);
}
