namespace Hotlink.Domain.Access;

/// <summary>Who may read a path, as far as it can be told without looking at users one by one.</summary>
/// <param name="Everyone">Every user may read the path: there is nothing to check.</param>
/// <param name="NeedsCheck">The readers can't be listed: ask <see cref="Rulebook.Decide(string, AccessLevel, string, DateOnly)"/> for each candidate.</param>
/// <param name="Explicit">All readers, the owner of the datasite first, when neither of the two is set; else only the owner.</param>
public readonly record struct ReaderSet(bool Everyone, bool NeedsCheck, IReadOnlyList<string> Explicit);
