using Hotlink.Domain.Sessions;

namespace Hotlink.Grains.Abstractions.Sessions;

/// <summary>The answer to an open.</summary>
/// <param name="Refusal">Why it was refused; <see cref="ReasonCode.None"/> where it was not.</param>
/// <param name="Supersedes">
/// The key of another session grain that holds the id for the same user on an older connection: it has to make way before the open can
/// be tried again. Empty where nothing is in the way.
/// </param>
/// <param name="Moves">Whether the grain is on its way to the sender's node, and the open is to be tried again there.</param>
#if ORLEANS
[GenerateSerializer, Immutable, Alias("hotlink.OpenAnswer")]
#endif
public readonly record struct OpenAnswer(ReasonCode Refusal, string Supersedes = "", bool Moves = false);
