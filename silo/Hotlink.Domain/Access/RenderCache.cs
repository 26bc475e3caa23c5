using System.Runtime.CompilerServices;
using Hotlink.Domain.Access.Templates;

namespace Hotlink.Domain.Access;

/// <summary>
/// Patterns that templates made, for the users who asked last. The template object is part of the key, so a changed rule file never finds
/// an old entry, and so is the day where a template uses it. Of fixed size, two places for each hash, so that two templates that a path is
/// matched against in turn don't drive each other out. Lock-free, thread-safe.
/// </summary>
internal sealed class RenderCache
{
    private const int Slots = 4096;
    private const int RenderSteps = 200;

    private Entry?[]? _entries;

    /// <summary>The pattern of a template for a user on a day; null when it matches nothing.</summary>
    public PathPattern? Get(PathTemplate template, string user, DateOnly utcToday, ref StepBudget budget)
    {
        var entries = LazyInitializer.EnsureInitialized(ref _entries, static () => new Entry?[Slots]);
        var day = template.IsDated ? utcToday.DayNumber : 0;
        var slot = 2 * ((uint)HashCode.Combine(RuntimeHelpers.GetHashCode(template), user) % (Slots / 2));
        var first = Volatile.Read(ref entries[slot]);
        if (first?.IsFor(template, user, day) == true)
        {
            return first.Pattern;
        }

        var second = Volatile.Read(ref entries[slot + 1]);
        if (second?.IsFor(template, user, day) == true)
        {
            return second.Pattern;
        }

        budget.Take(RenderSteps);
        var rendered = template.Render(user, utcToday);
        var entry = new Entry(template, user, day, rendered is null ? null : PathPattern.Of(rendered));
        Volatile.Write(ref entries[slot + 1], first);
        Volatile.Write(ref entries[slot], entry);
        return entry.Pattern;
    }

    private sealed record Entry(PathTemplate Template, string User, int Day, PathPattern? Pattern)
    {
        public bool IsFor(PathTemplate template, string user, int day) => Template == template && Day == day && User == user;
    }
}
